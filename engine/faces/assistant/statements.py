"""A reply in words that stay together: the answer, its clauses, what it takes for granted, what is reserved."""

from typing import Any

from engine.desk import Reply
from engine.explain.opinion import Opinion
from engine.print.outline import Item, Section, sections
from engine.tongues import tongue


def statement(reply: Reply) -> str:
    """The opinion itself, without its annex, in lines; every section that it has is there."""
    opinion = reply.opinion
    lines = [opinion.document, opinion.question, "", opinion.short]
    colon = tongue(opinion.language).advice["colon"]
    for section in sections(opinion):
        if not section.in_annex:
            lines += ["", *_lines(section, colon)]
    return "\n".join(lines)


def _lines(section: Section, colon: str) -> list[str]:
    below = [line for item in section.items for line in _item(item, colon)]
    return [f"{section.title}{colon}", *section.paragraphs, *below]


def _item(item: Item, colon: str, depth: int = 0) -> list[str]:
    cited = f" [{item.citation}]" if item.citation else ""
    mark = f"{item.mark}{colon} " if item.mark else ""
    lines = [f"{'  ' * depth}- {mark}{item.text}{cited}"]
    return lines + [line for child in item.children for line in _item(child, colon, depth + 1)]


def data(reply: Reply) -> dict[str, Any]:
    """The same as data: the words of the opinion by what they are, with the answer in a word."""
    opinion, layers = reply.opinion, reply.layers
    plain = reply.data
    ordinarily = plain["ordinarily"]
    headed = ordinarily if plain["headline"] == "ordinarily" else plain
    return {
        "document": plain["document"],
        "edition": plain["edition"],
        "question": plain["question"],
        "answer": headed["answer"],
        "value": headed["value"],
        "strictly": layers.strict.answer,
        "short": opinion.short,
        "citations": headed["citations"],
        "taken_for_granted": [f"{granted.text} ({granted.because})" for granted in opinion.granted],
        "readings": _readings(opinion),
        "missing": [missing.question for missing in opinion.missing],
        "reservations": list(opinion.reservations),
        "notices": [notice["message"] for notice in plain.get("notices", ())],
    }


def _readings(opinion: Opinion) -> list[dict[str, Any]]:
    colon = tongue(opinion.language).advice["colon"]
    return [
        {
            "question": point.question,
            "citation": point.citation,
            "options": [f"{option.text}{colon} {option.outcome}" for option in point.options],
        }
        for point in opinion.readings
    ]
