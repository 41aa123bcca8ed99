"""Realistic edits of any text, each with what a comparison must say of it; and how far what it said is right."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from engine.source.compare import IN_DOUBT, ChangeKind, Comparison, compare_text
from engine.source.fingerprint import fingerprint
from engine.source.layout import Layout
from engine.source.lock import make_lock
from engine.source.passages import Passage, split_passages


@dataclass(frozen=True)
class Became:
    """What one passage becomes: in another's words, or in those of one of several; without one side, new or gone."""

    kind: ChangeKind
    before: str | None
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edit:
    """A text, what it was made into, and what became of the passages that this is about: in any of some `ways`."""

    name: str
    old: str
    new: str
    ways: tuple[tuple[Became, ...], ...] = ((),)


@dataclass(frozen=True)
class Verdict:
    """Whether what was edited is put in doubt, nothing else is, and each passage is told for what it became."""

    missed: tuple[str, ...]
    alarms: tuple[str, ...]
    wrong: tuple[str, ...]


def judged(edit: Edit, layout: Layout) -> Verdict:
    """What a comparison of both texts says, held against what was done."""
    comparison = compare_text(make_lock("edited", "old", edit.old, layout), edit.new, layout)
    return min((_held(comparison, way) for way in edit.ways), key=lambda verdict: len(verdict.wrong))


def _held(comparison: Comparison, way: tuple[Became, ...]) -> Verdict:
    befores = {_strict(became.before): became for became in way if became.before is not None}
    afters = {_strict(after): became for became in way for after in became.after}
    missed, alarms, wrong = [], [], []
    seen: set[int] = set()
    for change in comparison.changes:
        old = befores.get(change.before.fingerprint.strict) if change.before else None
        new = afters.get(change.after.fingerprint.strict) if change.after else None
        expected = old or new
        shown = f"{change.kind} at {change.locator}"
        if expected is None:
            if change.kind in IN_DOUBT:
                alarms.append(shown)
            elif change.kind == "moved" and not any(became.kind == "moved" for became in way):
                wrong.append(shown)
            continue
        seen.add(id(expected))
        if expected.kind in IN_DOUBT and change.kind not in IN_DOUBT:
            missed.append(f"{shown}, not {expected.kind}")
        if expected.kind not in IN_DOUBT and change.kind in IN_DOUBT:
            alarms.append(shown)
        if change.kind != expected.kind or (old is not new and change.before and change.after):
            wrong.append(f"{shown}, not {expected.kind}")
    wrong += [f"nothing said of {became.kind}" for became in way if id(became) not in seen]
    missed += [
        f"nothing said of {became.kind}"
        for became in way
        if id(became) not in seen and became.kind in IN_DOUBT and not _any_doubt(comparison)
    ]
    return Verdict(tuple(missed), tuple(alarms), tuple(wrong))


def _any_doubt(comparison: Comparison) -> bool:
    return any(change.kind in IN_DOUBT for change in comparison.changes)


def _strict(text: str) -> str:
    return fingerprint(text).strict


# ---- edits within a passage, of any text

Rewording = tuple[ChangeKind, str]

_MODALS = {
    "may": "must", "must": "may", "shall": "may", "should": "shall", "peut": "doit", "doit": "peut",
    "peuvent": "doivent", "doivent": "peuvent", "kann": "muss", "muss": "kann", "darf": "muss", "soll": "kann",
    "può": "deve", "deve": "può",
}  # fmt: skip
_NEGATIONS = {
    "may": "may not", "must": "must not", "shall": "shall not", "without": "with", "not": "", "peut": "ne peut pas",
    "doit": "ne doit pas", "sans": "avec", "kann": "kann nicht", "muss": "muss nicht", "nicht": "", "ohne": "mit",
    "kein": "ein", "può": "non può", "senza": "con", "no": "a", "non": "", "aucune": "une",
}  # fmt: skip
_COUNTS = ("two three four five six ten", "deux trois quatre cinq six dix", "zwei drei vier fünf sechs zehn")
_FIGURES = {
    word: str(figure) for line in _COUNTS for word, figure in zip(line.split(), (2, 3, 4, 5, 6, 10), strict=True)
}
_OTHER_COUNTS = {
    word: other
    for line in _COUNTS
    for word, other in zip(line.split(), [*line.split()[1:], line.split()[0]], strict=True)
}
_SIGNS = {"€": "£", "£": "€", "$": "€", "%": "‰"}
_CODES = {"EUR": "USD", "CHF": "EUR", "USD": "GBP", "GBP": "CHF"}


def _swapped(text: str, words: dict[str, str], random: Random) -> str | None:
    """The text with one word that stands among some put for another, or None where it has none."""
    found = [match for match in re.finditer(r"[^\W\d_]+|[€£$%]", text) if match.group() in words]
    if not found:
        return None
    chosen = random.choice(found)
    new = words[chosen.group()]
    return re.sub(r"\s{2,}", " ", f"{text[: chosen.start()]}{new}{text[chosen.end() :]}").strip()


def digit(text: str, random: Random) -> Rewording | None:
    """Another digit."""
    places = [match.start() for match in re.finditer(r"(?<![^\W\d_])[0-9]", text)]
    if not places:
        return None
    at = random.choice(places)
    other = random.choice([figure for figure in "123456789" if figure != text[at]])
    return "numbers", text[:at] + other + text[at + 1 :]


def zero(text: str, random: Random) -> Rewording | None:
    """A number ten times what it was."""
    ends = [match.end() for match in re.finditer(r"(?<![\w.,])[0-9]+(?![\w.,/])", text)]
    if not ends:
        return None
    at = random.choice(ends)
    return "numbers", f"{text[:at]}0{text[at:]}"


def number_word(text: str, random: Random) -> Rewording | None:
    """Another number in words."""
    new = _swapped(text, _OTHER_COUNTS, random)
    return ("numbers", new) if new else None


def figure_for_word(text: str, random: Random) -> Rewording | None:
    """The same number in figures."""
    new = _swapped(text, _FIGURES, random)
    return ("wording", new) if new else None


def sign(text: str, random: Random) -> Rewording | None:
    """Another currency sign, or per mille for per cent."""
    new = _swapped(text, _SIGNS, random)
    return ("numbers", new) if new else None


def code(text: str, random: Random) -> Rewording | None:
    """Another currency by its code."""
    new = _swapped(text, _CODES, random)
    return ("numbers", new) if new else None


def minus(text: str, random: Random) -> Rewording | None:
    """A minus or a comparison before a number."""
    places = [match.start() for match in re.finditer(r"(?<=\s)[0-9]", text)]
    if not places:
        return None
    at = random.choice(places)
    return "numbers", text[:at] + random.choice(("-", "−", "≥ ", "< ")) + text[at:]


def modal(text: str, random: Random) -> Rewording | None:
    """A duty for a liberty, or the other way about."""
    new = _swapped(text, _MODALS, random)
    return ("modals", new) if new else None


def negation(text: str, random: Random) -> Rewording | None:
    """Not where there was none, or none where there was."""
    new = _swapped(text, _NEGATIONS, random)
    return ("negations", new) if new else None


def _words(text: str) -> list[re.Match[str]]:
    return [
        match
        for match in re.finditer(r"(?<=\s)[^\W\d_]{4,}(?=[\s,.;])", text)
        if match.group().islower() and rated(text, f"{text[: match.start()]} quae {text[match.end() :]}") == "wording"
    ]


def rated(old: str, new: str) -> ChangeKind:
    """How grave it is that one text became another: by its numbers, negations, modal verbs, or only its words."""
    before, after = fingerprint(old), fingerprint(new)
    if before.numbers != after.numbers:
        return "numbers"
    if before.forces == after.forces:
        return "wording"
    return "modals" if before.forces.count("not") == after.forces.count("not") else "negations"


def other_word(text: str, random: Random) -> Rewording | None:
    """Another word in one's place."""
    found = _words(text)
    if len(found) < 4:
        return None
    chosen = random.choice(found)
    return "wording", text[: chosen.start()] + chosen.group()[::-1] + text[chosen.end() :]


def dropped_word(text: str, random: Random) -> Rewording | None:
    """A word less."""
    found = _words(text)
    if len(found) < 4:
        return None
    chosen = random.choice(found)
    return "wording", text[: chosen.start()].rstrip() + text[chosen.end() :]


def added_words(text: str, random: Random) -> Rewording | None:
    """A few words more."""
    found = _words(text)
    if len(found) < 4:
        return None
    at = random.choice(found).start()
    return "wording", f"{text[:at]}quae supra dicta sunt {text[at:]}"


def rephrased(text: str, random: Random) -> Rewording | None:
    """The same words in another order, and some others: a sentence put anew."""
    words = text.split()
    if len(words) < 12:
        return None
    cut = random.randint(3, 5)
    new = " ".join([*words[:-cut], "quod", *words[-cut:-1][::-1], words[-1]])
    return rated(text, new), new


def parenthesis(text: str, random: Random) -> Rewording | None:
    """A word put in parentheses."""
    found = _words(text)
    if not found:
        return None
    chosen = random.choice(found)
    return "signs", f"{text[: chosen.start()]}({chosen.group()}){text[chosen.end() :]}"


def capital(text: str, random: Random) -> Rewording | None:
    """A word made a defined term, or one made a word like any other."""
    found = _words(text)
    if not found:
        return None
    at = random.choice(found).start()
    return "signs", text[:at] + text[at].upper() + text[at + 1 :]


def comma(text: str, random: Random) -> Rewording | None:
    """A comma more."""
    found = [match for match in _words(text) if re.match(r" [^\W\d_]", text[match.end() :])]
    if not found:
        return None
    at = random.choice(found).end()
    return "signs", f"{text[:at]},{text[at:]}"


WITHIN: tuple[Callable[[str, Random], Rewording | None], ...] = (
    digit, zero, number_word, figure_for_word, sign, code, minus, modal, negation, other_word, dropped_word,
    added_words, rephrased, parenthesis, capital, comma,
)  # fmt: skip


class Edited:
    """Any text with its layout, and the edits that can be made to it; a passage is edited where it stands once."""

    def __init__(self, text: str, layout: Layout, seed: int) -> None:
        self.text, self.layout = text, layout
        self.random = Random(seed)
        split = split_passages(text, layout)
        marks = Counter(_strict(passage.text) for passage in split)
        self.passages = split
        self._alone = {at for at, passage in enumerate(split) if marks[_strict(passage.text)] == 1}

    def within(self, kind: Callable[[str, Random], Rewording | None]) -> Edit | None:
        """An edit of one kind to some passage; None where none can take it."""
        for passage in self._shuffled("sentence", "item", "table-row"):
            found = kind(passage.text, self.random)
            place = self._place(passage) if found and found[1] != passage.text else None
            if found and place:
                became = Became(found[0], passage.text, (found[1],))
                return Edit(kind.__name__, self.text, self._put(place, passage.text, found[1]), ((became,),))
        return None

    def dropped(self) -> Edit | None:
        """A sentence less."""
        for passage, place in self._inner():
            way = (Became("removed", passage.text),)
            return Edit("dropped sentence", self.text, self._put(place, passage.text, ""), (way,))
        return None

    def added(self, sentence: str) -> Edit | None:
        """A sentence more, after another."""
        for passage, place in self._inner():
            new = f"{passage.text} {sentence}"
            way = (Became("added", None, (sentence,)),)
            return Edit("added sentence", self.text, self._put(place, passage.text, new), (way,))
        return None

    def split(self) -> Edit | None:
        """A sentence made into two."""
        for passage, place in self._inner():
            middle = re.search(
                r"(?<=\w{3}), (?:if|where|provided|once|si|tant|wenn|sofern|falls|se|quando|purché) ", passage.text
            )
            if middle is None:
                continue
            first = passage.text[: middle.start()] + "."
            second = passage.text[middle.end() - 1 :].strip()
            second = "Quod " + second
            new = f"{first} {second}"
            ways = tuple(
                (Became(rated(passage.text, one), passage.text, (one,)), Became("added", None, (other,)))
                for one, other in ((first, second), (second, first))
            )
            return Edit("split sentence", self.text, self._put(place, passage.text, new), ways)
        return None

    def _inner(self) -> Iterator[tuple[Passage, tuple[list[int], int]]]:
        """Sentences, each within a paragraph of several."""
        several = Counter(_paragraph(passage) for passage in self.passages if passage.kind == "sentence")
        for passage in self._shuffled("sentence"):
            place = self._place(passage)
            if place is not None and several[_paragraph(passage)] > 1 and passage.text.endswith("."):
                yield passage, place

    def _shuffled(self, *kinds: str) -> list[Passage]:
        found = [passage for at, passage in enumerate(self.passages) if at in self._alone and passage.kind in kinds]
        return self.random.sample(found, len(found))

    def _place(self, passage: Passage) -> tuple[list[int], int] | None:
        """Where each character of a passage stands in the text, and where it ends, if its words stand there once."""
        words = passage.text.split()
        found = list(re.finditer(r"\s+".join(map(re.escape, words)), self.text)) if len(words) > 2 else []
        if len(found) != 1:
            return None
        start, end = found[0].span()
        places = [at for at in range(start, end) if not self.text[at].isspace() or not self.text[at - 1].isspace()]
        return (places, end) if len(places) == len(passage.text) else None

    def _put(self, place: tuple[list[int], int], old: str, new: str) -> str:
        """The text with what differs put in, and its line breaks as they were elsewhere."""
        places, end = place
        shared = next(
            (at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
        )
        left = min(len(old), len(new)) - shared
        tail = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
        start = places[shared] if shared < len(places) else end
        stop = places[len(old) - tail] if tail else end
        return self.text[:start] + new[shared : len(new) - tail] + self.text[stop:]


def _paragraph(passage: Passage) -> tuple[str, int | None]:
    return passage.locator.clause, passage.locator.paragraph


# ---- edits of a whole text that say nothing

TYPOGRAPHY: dict[str, Callable[[str], str]] = {
    "straight apostrophes": lambda text: text.replace("’", "'"),
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "other quotation marks": lambda text: re.sub(r"«\s?|“|„", '"', re.sub(r"\s?»|”", '"', text)),
    "no-break spaces": lambda text: re.sub(r" (?=[%€$:;?!»]|EUR|CHF)", "\u00a0", text),
    "narrow no-break spaces": lambda text: re.sub(r" (?=[%€$:;?!»])", "\u202f", text),
    "no space before signs": lambda text: re.sub(r"[ \u00a0\u202f](?=[%€:;?!])", "", text),
    "two spaces": lambda text: text.replace(". ", ".  "),
    "ligatures": lambda text: text.replace("ffi", "\ufb03").replace("fi", "\ufb01").replace("fl", "\ufb02"),
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "long dashes": lambda text: text.replace(" - ", " – "),
    "real hyphens": lambda text: re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", "\u2010", text),
    "no-break hyphens": lambda text: re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", "\u2011", text),
    "letters and accents apart": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": lambda text: re.sub(r"([^\W\d_]{4})([^\W\d_]{4})", "\\1\u00ad\\2", text),
    "other bullets": lambda text: text.replace("•", "▪"),
    "no-width spaces": lambda text: re.sub(r"/", "/\u200b", text),
    "an old spelling": lambda text: text.replace("œ", "oe"),
    "blank lines": lambda text: text.replace("\n\n", "\n\n\n"),
    "spaces at line ends": lambda text: text.replace("\n", " \n"),
}
