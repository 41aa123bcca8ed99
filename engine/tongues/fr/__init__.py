"""French, as a Swiss lawyer writes it."""

import re
from typing import Any

from engine.tongues.words import Pieces
from engine.tongues.writing import NO_BREAK, Tongue

_CLOSING, _OPENING = re.compile(r" (?=[:;?!»%])"), re.compile(r"« ")
_QUOTED = re.compile(r"«[ \u00a0]?(.*?)[ \u00a0]?»")
_SI, _QUE = re.compile(r"\b([Ss])i (?=ils?\b)"), re.compile(r"\b([Qq]u)e (?=(?:ils?|elles?|une?|aucune?|on)\b)")
_MEETING = re.compile(r"\b(de|à) \{(\w+)\}")
_CONTRACTED = {"le ": {"de": "du ", "à": "au "}, "les ": {"de": "des ", "à": "aux "}}
_VOWEL = re.compile(r"(?!onz|oui\b)[aeiouéèêàâîôœ]")
_FEMININE = ("sentence", "row")
"""The parts of a place whose word is feminine."""

_VOWELS = frozenset("aàâeéèêëiîïoôuùûyh")


class French(Tongue):
    """Swiss French."""

    tag = "fr"
    name = "Français"
    locale = "fr-CH"
    verbs = frozenset(
        [
            "ne",
            "a",
            "ont",
            "est",
            "sont",
            "était",
            "étaient",
            "peut",
            "doit",
            "indique",
            "figure",
            "résulte",
            "subsiste",
        ]
    )
    said_once = frozenset(["est", "sont", "était", "étaient", "indique", "figure", "résulte"])
    denials = frozenset(["aucun", "aucune", "jamais", "n", "ne", "ni", "pas", "rien", "sans"])
    decimal_mark = ","

    def is_plural(self, number: int) -> bool:
        """From two on: « 0 jour », « 1 jour », « 2 jours »."""
        return number > 1

    def day_of_month(self, day: int) -> str:
        """« 1er mars », « 2 mars »."""
        return "1er" if day == 1 else str(day)

    def ordinal(self, number: int, kind: str) -> str:
        """« 1re phrase », « 1er tiret », « 2e phrase »."""
        first = "1re" if kind in _FEMININE else "1er"
        return first if number == 1 else f"{number}e"

    def spaced(self, text: str) -> str:
        """A phrase with no-break spaces before high punctuation and inside guillemets."""
        return _CLOSING.sub(NO_BREAK, _OPENING.sub(f"«{NO_BREAK}", text))

    def filled(self, sentence: str, /, *parts: Any, **gaps: Any) -> str:
        """A fixed sentence with its gaps filled: « de » and « à » contract with the article of what fills a gap."""

        def met(found: re.Match[str]) -> str:
            preposition, name = found[1], found[2]
            text = str(parts[int(name)] if name.isdigit() else gaps[name])
            for article, contracted in _CONTRACTED.items():
                if text.startswith(article):
                    whole = contracted[preposition] + text.removeprefix(article)
                    return whole.replace("{", "{{").replace("}", "}}")
            elided = preposition == "de" and _VOWEL.match(text)
            return f"d’{{{name}}}" if elided else found[0]

        return _MEETING.sub(met, sentence).format(*parts, **gaps)

    def pieces(self, sentence: str) -> Pieces | None:
        """None where « de » or « à » stands before a gap."""
        return None if _MEETING.search(sentence) else super().pieces(sentence)

    def quoted(self, text: str) -> str:
        """« des mots cités », « des mots “cités” dans d’autres »."""
        inner = _QUOTED.sub(r"“\1”", text)
        return f"«{NO_BREAK}{inner}{NO_BREAK}»"

    def elided(self, text: str) -> str:
        """« si il » as « s’il », « que il » as « qu’il »; nothing else changes."""
        return _QUE.sub(r"\1’", _SI.sub(r"\1’", text))

    def _is_verb(self, word: str) -> bool:
        """Also what is elided before its verb: « n’est », « s’est »."""
        return word in self.verbs or word.startswith(("n’", "s’"))

    def _joint(self, courts: bool) -> str:
        """The Federal Chancellery sets the parts of a citation apart by commas, the courts do not."""
        return " " if courts else ", "

    def whose(self, phrase: str) -> str:
        """« du client », « des clients », « d’un client », « de la cliente »."""
        for article, contracted in (("le ", "du "), ("les ", "des ")):
            if phrase.startswith(article):
                return contracted + phrase.removeprefix(article)
        return f"d’{phrase}" if phrase[:1].casefold() in _VOWELS else f"de {phrase}"


TONGUE = French()
