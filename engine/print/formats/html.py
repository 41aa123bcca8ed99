"""HTML: one page that needs nothing else, with a drawing of the dates and, for one reply, what replays it."""

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from engine.explain.opinion import Opinion
from engine.explain.replay import record
from engine.print.format import Format, Manner, Printable
from engine.print.outline import difference
from engine.print.templated import Page, pages
from engine.print.timeline import timeline

_TEMPLATE = "opinion.html.jinja"


def _single(reply: Printable, _manner: Manner) -> str:
    return pages(_TEMPLATE, [_page(reply.opinion, _embedded(record(reply.answer, reply.entry)))])


def _comparison(replies: Sequence[Printable], _manner: Manner) -> str:
    return to_read(replies)


def to_read(replies: Sequence[Printable]) -> str:
    """The page of one reply or of several, for reading alone: without what replays an answer."""
    opinions = [reply.opinion for reply in replies]
    compared = difference(opinions) if len(opinions) > 1 else ""
    return pages(_TEMPLATE, [_page(opinion, "") for opinion in opinions], compared)


def _page(opinion: Opinion, embedded: str) -> Page:
    drawn = timeline(opinion.dates, opinion.language)
    return Page.of(opinion, Markup(drawn), Markup(embedded))  # noqa: S704  # built and escaped here


def _embedded(data: dict[str, Any]) -> str:
    """JSON that can stand inside a script element: no tag can end inside it."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


FORMAT = Format(
    name="html",
    suffix=".html",
    media_type="text/html; charset=utf-8",
    is_binary=False,
    single=_single,
    comparison=_comparison,
)
