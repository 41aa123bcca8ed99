"""Citations as counsel reads them, in English and in Swiss French."""

import re
from functools import cache

from dsl.locator import CitationStyle, Locator
from dsl.typed import program as p

_NO_BREAK_SPACE = "\u00a0"


class Citer:
    """Puts the locators of one edition into words.

    French has two forms: the Federal Chancellery sets the parts of a citation apart by commas, the courts do not.
    """

    def __init__(self, edition: p.Edition, courts: bool = False) -> None:
        self.courts = courts
        self.style: CitationStyle = "clause" if edition.style == "clause" else "article"
        self.is_told = edition.single_paragraph is not None
        self.single = frozenset(edition.single_paragraph or ())
        self._cited = cache(self._cite)

    def cite(self, locator: str, language: str = "en") -> str:
        """`10.1.4 §1 s.3` as « art. 10.1.4, al. 1, 3e phrase » or its English counterpart."""
        return self._cited(locator, language)

    def _cite(self, locator: str, language: str) -> str:
        place = Locator.parse(locator)
        single = place.clause in self.single
        if language == "fr":
            cited = place.french(self.style, single_paragraph=single)
            return cited.replace(",", "") if self.courts else cited
        return place.english(self.style, single_paragraph=single)

    def cite_all(self, locators: tuple[str, ...], language: str = "en") -> str:
        """Several locators as one citation: `clause 9, para. 3, sentences 1 and 2; clause 11, para. 1, bullet 3`.

        What follows one another in one paragraph is cited as one.
        """
        cited = [self.cite(locator, language) for locator in locators]
        grouped: list[list[str]] = []
        for citation in dict.fromkeys(cited):
            stem, _, last = citation.rpartition("," if "," in citation else "\0")
            if grouped and stem and grouped[-1][0] == stem:
                grouped[-1].append(last.strip())
            else:
                grouped.append([stem, last.strip()] if stem else ["", citation])
        separator = " " if self.courts and language == "fr" else ", "
        texts = []
        for stem, *lasts in grouped:
            listed = _listed(lasts, language)
            texts.append(f"{stem}{separator}{listed}" if stem else listed)
        if language == "fr":
            return "\u00a0; ".join(texts)
        return _BEFORE_NUMBER.sub("\\1\u00a0", "; ".join(texts))

    def within(self, locator: str, wanted: str) -> bool:
        """Whether a place is the one that an English citation names, or lies inside it.

        `art. 10.1.4, para. 2` lies inside `art. 10.1.4`. Where no source lock tells how many paragraphs a clause has,
        the first one may be named or not.
        """
        forms = [self.cite(locator)]
        if not self.is_told:
            forms.append(Locator.parse(locator).english(self.style, single_paragraph=True))
        return any(_is_within(form, wanted) for form in forms)

    def without_paragraph(self, wanted: str) -> str | None:
        """An English citation as it is written since the clause has one paragraph only; None if it is written so."""
        stem, numbered, rest = wanted.replace(_NO_BREAK_SPACE, " ").partition(", para. 1")
        if not numbered or rest[:1].isdigit():
            return None
        stems = {Locator(clause=clause).english(self.style) for clause in self.single}
        return stem + rest if stem in stems else None

    def eid(self, locator: str) -> str:
        """The machine form, in the style of Akoma Ntoso."""
        return Locator.parse(locator).eid(self.style)


_BEFORE_NUMBER = re.compile(r"\b(art\.|clause|para\.|sentences?|rows?|bullets?|letters?|table) (?=[\da-z]+\b)")
_ALIKE = {
    "en": (("sentence ", "sentences "), ("row ", "rows "), ("bullet ", "bullets "), ("letter ", "letters ")),
    "fr": ((" phrase", " phrases"), (" ligne", " lignes"), (" tiret", " tirets"), ("let.\u00a0", "let.\u00a0")),
}


def _listed(lasts: list[str], language: str) -> str:
    """The last parts of citations: `sentences 1 and 3`, « 1re et 3e phrases », or each by itself."""
    if len(lasts) == 1:
        return lasts[0]
    joined = " et " if language == "fr" else " and "
    for one, many in _ALIKE[language]:
        if all(one in last for last in lasts):
            bare = [last.replace(one, "") for last in lasts]
            enumerated = ", ".join(bare[:-1]) + joined + bare[-1]
            return f"{many}{enumerated}" if lasts[0].startswith(one) else f"{enumerated}{many}"
    return ", ".join(lasts[:-1]) + joined + lasts[-1]


def _is_within(citation: str, wanted: str) -> bool:
    plain, whole = (text.replace(_NO_BREAK_SPACE, " ") for text in (citation, wanted))
    return plain == whole or plain.startswith(whole + ",")
