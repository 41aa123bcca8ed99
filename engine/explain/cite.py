"""Citations as counsel reads them, in the words of each language."""

from functools import cache

from dsl.kinds import CitationStyle
from dsl.locator import Locator, PlacePart
from dsl.typed import program as p
from engine.tongues import tongue

_NO_BREAK_SPACE = "\u00a0"


class Citer:
    """Puts the locators of one edition into words.

    French has two forms: the Federal Chancellery sets the parts of a citation apart by commas, the courts do not.
    """

    def __init__(self, edition: p.Edition, courts: bool = False) -> None:
        self.courts = courts
        self.style: CitationStyle = edition.style
        self.is_told = edition.single_paragraph is not None
        self.single = frozenset(edition.single_paragraph or ())
        self._cited, self._parts = cache(self._cite), cache(self._parts_of)
        self.cite_each = cache(self._cite_each)
        """Several locators, a citation for each."""

    def cite(self, locator: str, language: str = "en") -> str:
        """`10.1.4 §1 s.3` as « art. 10.1.4, al. 1, 3e phrase » or its counterpart in another language."""
        return self._cited(locator, language)

    def _cite(self, locator: str, language: str) -> str:
        return tongue(language).cite(self._parts(locator), self.courts)

    def _cite_each(self, locators: tuple[str, ...], language: str = "en") -> str:
        return "; ".join(self.cite(locator, language) for locator in locators)

    def cite_all(self, locators: tuple[str, ...], language: str = "en") -> str:
        """Several locators as one citation: `clause 9, para. 3, sentences 1 and 2; clause 11, para. 1, bullet 3`.

        What follows one another in one paragraph is cited as one.
        """
        return tongue(language).cite_all([self._parts(locator) for locator in locators], self.courts)

    def _parts_of(self, locator: str, single: bool = False) -> tuple[PlacePart, ...]:
        place = Locator.parse(locator)
        return place.parts(self.style, single_paragraph=single or place.clause in self.single)

    def within(self, locator: str, wanted: str) -> bool:
        """Whether a place is the one that an English citation names, or lies inside it.

        `art. 10.1.4, para. 2` lies inside `art. 10.1.4`. Where no source lock tells how many paragraphs a clause has,
        the first one may be named or not.
        """
        forms = [self.cite(locator)]
        if not self.is_told:
            forms.append(tongue("en").cite(self._parts(locator, True)))
        return any(_is_within(form, wanted) for form in forms)

    def is_single(self, clause: str) -> bool:
        """Whether a clause may be cited without the number of its only paragraph."""
        return not self.is_told or clause in self.single

    def without_paragraph(self, wanted: str) -> str | None:
        """An English citation as it is written since the clause has one paragraph only; None if it is written so."""
        stem, numbered, rest = wanted.replace(_NO_BREAK_SPACE, " ").partition(", para. 1")
        if not numbered or rest[:1].isdigit():
            return None
        stems = {self.cite(clause) for clause in self.single}
        return stem + rest if stem in stems else None

    def eid(self, locator: str) -> str:
        """The machine form, in the style of Akoma Ntoso."""
        return Locator.parse(locator).eid(self.style)


def _is_within(citation: str, wanted: str) -> bool:
    plain, whole = (text.replace(_NO_BREAK_SPACE, " ") for text in (citation, wanted))
    return plain == whole or plain.startswith(whole + ",")
