"""JSON: the answer as data, under the keys that programs rely on."""

from collections.abc import Sequence

from engine.print.data import as_json
from engine.print.format import Format, Manner, Printable
from engine.print.plain import replied


def _single(reply: Printable, manner: Manner) -> str:
    return as_json(replied(reply), manner.indented)


def _comparison(replies: Sequence[Printable], manner: Manner) -> str:
    return as_json([replied(reply) for reply in replies], manner.indented)


FORMAT = Format(
    name="json",
    suffix=".json",
    media_type="application/json",
    is_binary=False,
    single=_single,
    comparison=_comparison,
)
