"""The fixed words of the site in English and in Swiss French; they are kept in `words.toml`."""

import tomllib
from pathlib import Path

_KEPT = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))

WORDS: dict[str, dict[str, str]] = {
    language: {key: pair[language] for key, pair in _KEPT.items()} for language in ("en", "fr")
}
"""The words by language and key."""

ANSWERS: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("yes, no, a value", "decided, whatever the unknown facts turn out to be"),
        (
            "depends on the facts",
            "turns on facts that were not given: these are named, the decisive ones first, and no others",
        ),
        ("depends on the reading", "careful lawyers differ: the answer under each reading, and which is preferred"),
        ("silent", "the document does not address it: the nearest clauses, and where one would have to look"),
        ("impossible", "the facts cannot all be true"),
    ),
    "fr": (
        ("oui, non, une valeur", "la réponse est acquise, quels que soient les faits inconnus"),
        (
            "dépend des faits",
            "la réponse dépend de faits qui manquent : ils sont nommés, les décisifs d’abord, et eux seuls",
        ),
        (
            "dépend de l’interprétation",
            "des juristes soigneux divergent : la réponse selon chaque interprétation, et laquelle est préférée",
        ),
        ("muet", "le document ne traite pas la question : les clauses les plus proches, et où il faudrait chercher"),
        ("impossible", "les faits ne peuvent tous être vrais"),
    ),
}
"""What each kind of answer means."""

_PLURALS = {"peut": "peuvent", "doit": "doivent", "n’a pas à": "n’ont pas à", "ne doit pas": "ne doivent pas"}


def plural(sentence: str, language: str) -> str:
    """A French sentence whose subject is both parties, its verb in the plural."""
    for one, many in _PLURALS.items() if language == "fr" else ():
        if f" {one} " in sentence:
            return sentence.replace(f" {one} ", f" {many} ", 1)
    return sentence
