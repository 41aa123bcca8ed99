"""HTML: one page that needs nothing else, with a drawing of the dates and what replays each reply."""

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from engine.answer.layers import Layers
from engine.explain.opinion import Opinion
from engine.explain.recorded import sealed
from engine.explain.replay import record
from engine.print.format import Format, Manner, Printable
from engine.print.head_and_foot import difference
from engine.print.templated import Page, pages
from engine.print.timeline import timeline

_TEMPLATE = "opinion.html.jinja"


def _single(reply: Printable, _manner: Manner) -> str:
    return _comparison([reply], _manner)


def _comparison(replies: Sequence[Printable], _manner: Manner) -> str:
    records = [_embedded(record(Layers.of(reply.answer), reply.entry)) for reply in replies]
    return sealed(_laid_out(replies, records))


def to_read(replies: Sequence[Printable]) -> str:
    """The page of one reply or of several, for reading alone: without what replays an answer."""
    return _laid_out(replies, [""] * len(replies))


def _laid_out(replies: Sequence[Printable], records: Sequence[str]) -> str:
    opinions = [reply.opinion for reply in replies]
    compared = difference(opinions) if len(opinions) > 1 else ""
    laid = [_page(opinion, kept) for opinion, kept in zip(opinions, records, strict=True)]
    return pages(_TEMPLATE, laid, compared)


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
