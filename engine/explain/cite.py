"""Citations as counsel reads them, in English and in Swiss French."""

from functools import cache

from dsl import program as p
from dsl.locator import CitationStyle, Locator


class Citer:
    """Puts the locators of one edition into words.

    French has two forms: the Federal Chancellery sets the parts of a citation apart by commas, the courts do not.
    """

    def __init__(self, edition: p.Edition, courts: bool = False) -> None:
        self.courts = courts
        self.style: CitationStyle = "clause" if edition.style == "clause" else "article"
        self.single = frozenset(edition.single_paragraph)
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

    def eid(self, locator: str) -> str:
        """The machine form, in the style of Akoma Ntoso."""
        return Locator.parse(locator).eid(self.style)


def within(citation: str, wanted: str) -> bool:
    """Whether a citation is the wanted one or lies inside it: `art. 10.1.4, para. 2` lies inside `art. 10.1.4`."""
    plain, whole = citation.replace(" ", " "), wanted.replace(" ", " ")
    return plain == whole or plain.startswith(whole + ",")
