"""Citations as counsel reads them, in English and in Swiss French."""

from dataclasses import replace
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

    def cite_all(self, locators: tuple[str, ...], language: str = "en") -> str:
        """Several locators as one citation: `clause 9, para. 3, sentences 1–3; clause 11, para. 1, bullet 3`.

        Sentences that follow each other are drawn together, and what lies in one paragraph is cited as one.
        """
        places = _drawn_together([Locator.parse(locator) for locator in dict.fromkeys(locators)])
        cited = [self.cite(str(place), language) for place in places]
        grouped: list[list[str]] = []
        for citation in dict.fromkeys(cited):
            stem, _, last = citation.rpartition(",")
            if grouped and stem and grouped[-1][0] == stem:
                grouped[-1].append(last.strip())
            else:
                grouped.append([stem, last.strip()] if stem else ["", citation])
        joined = " et " if language == "fr" else " and "
        texts = []
        for stem, *lasts in grouped:
            listed = ", ".join(lasts[:-1]) + joined + lasts[-1] if len(lasts) > 1 else lasts[0]
            texts.append(f"{stem}, {listed}" if stem else listed)
        return ("\u00a0; " if language == "fr" else "; ").join(texts)

    def eid(self, locator: str) -> str:
        """The machine form, in the style of Akoma Ntoso."""
        return Locator.parse(locator).eid(self.style)


def _drawn_together(places: list[Locator]) -> list[Locator]:
    """The places with sentences of one paragraph that follow each other as a range."""
    found: list[Locator] = []
    for place in places:
        last = found[-1] if found else None
        if last and last.sentence and place.sentence == (last.sentence_end or last.sentence) + 1 and \
                replace(last, sentence=None, sentence_end=None) == replace(place, sentence=None, sentence_end=None):
            found[-1] = replace(last, sentence_end=place.sentence_end or place.sentence)
        else:
            found.append(place)
    return found


def within(citation: str, wanted: str) -> bool:
    """Whether a citation is the wanted one or lies inside it: `art. 10.1.4, para. 2` lies inside `art. 10.1.4`."""
    plain, whole = citation.replace(" ", " "), wanted.replace(" ", " ")
    return plain == whole or plain.startswith(whole + ",")
