"""The facts that an opinion relies on, one by one, by their standing; those of one record alone stand together."""

from collections.abc import Sequence

from engine.explain.opinion import Opinion
from engine.explain.relied import Relied
from engine.tongues import tongue
from engine.tongues.writing import capital, ended

_STANDINGS = {"contested": "contested_fact", "given": "taken_as_given"}
"""The word for a standing, where that is not its own name."""


def facts_by_standing(opinion: Opinion) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each standing with its facts in sentences."""
    words = tongue(opinion.language).advice
    found = []
    for standing in dict.fromkeys(relied.standing for relied in opinion.facts):
        told = [relied for relied in opinion.facts if relied.standing == standing]
        title = words[_STANDINGS.get(standing, standing)] + words["colon"]
        found.append((title, tuple(capital(ended(text)) for text in _sentences(told, opinion.language))))
    return tuple(found)


def settings(opinion: Opinion) -> list[Relied]:
    """The settings that an answer relies on and that nobody gave, as the calendar by which working days count."""
    return [relied for relied in opinion.facts if relied.standing == "default"]


def _sentences(told: Sequence[Relied], language: str) -> list[str]:
    """Facts in their order; what is known of several records once, then of each record what is known of it alone."""
    alike: dict[str, list[Relied]] = {}
    for relied in told:
        alike.setdefault(relied.bare if relied.place and not relied.note else relied.text, []).append(relied)
    common: list[str] = []
    found: dict[tuple[str, int], list[tuple[int, str]]] = {}
    titles: dict[tuple[str, int], str] = {}
    for bare, among in alike.items():
        first, place = among[0], among[0].place
        if place is not None and place.total > 1 and len(among) == 1 and not first.note:
            key = place.fact, place.number
            record = tongue(language).spaced(place.record.text.in_language(language))
            titles[key] = tongue(language).advice.say("matter_one", record=record, numbers=str(place.number))
            found.setdefault(key, []).append((place.record.fields.index(first.fact), bare))
        else:
            common.append(_of_each(bare, among, language))
    say, listed = tongue(language).steps.say, tongue(language).listed
    of_each = ((titles[key], [text for _, text in sorted(found[key])]) for key in sorted(titles))
    return [*common, *(say("labelled", label=title, value=listed(texts)) for title, texts in of_each)]


def _of_each(bare: str, among: Sequence[Relied], language: str) -> str:
    """A fact with its evidence, or the records of which the same is known."""
    own, first = tongue(language), among[0]
    if first.note:
        return own.advice["evidence"].format(text=first.text, note=first.note)
    if len(among) == 1:
        return first.text
    places = [each.place.ordinal for each in among if each.place]
    return own.steps.say("of_records", label=bare, numbers=own.record_numbers(places))
