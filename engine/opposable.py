"""Contract terms as code: given these facts, what may each side rely on, and which words say so?

    from opposable import Desk, Request

    desk = Desk.open()
    reply = desk.ask(Request("may-keep-deposit", "rental", facts={"damaged": True}))
    reply.answer.answer, reply.opinion.short, reply.printed("markdown")

What is listed here is public: a name that is here stays and keeps its meaning, as do the attributes that its
documentation speaks of. Everything else may change with any release. Packaging puts this file beside `engine` under its
own name, so that programs say `import opposable`; `tests/desk/python.md` shows each part at work.
"""

from dsl.diagnostic import Diagnostic, Label
from engine import __version__
from engine.answer.answer import Answer, Combination, Missing, Ordinary, UnderReading
from engine.answer.layers import Layers
from engine.desk import (
    Comparison,
    Desk,
    Entered,
    Facts,
    Interview,
    Memo,
    Rejected,
    Reply,
    Request,
    Screen,
    Unreadable,
    read_json_request,
)
from engine.desk.connections import Dependencies
from engine.desk.overviews import (
    AskableQuestion,
    DisputedPoint,
    PassageLedger,
    PassageRow,
    ReadingRow,
    WantedFact,
)
from engine.desk.replayed import Replayed
from engine.explain.opinion import Opinion
from engine.library.library import EditionEntry
from engine.print.format import Manner
from engine.revise.revision import Revision
from engine.suite.mutation import Mutation
from engine.suite.runner import Run

__all__ = [
    # from a question to a reply
    "Desk",
    "Request",
    "read_json_request",
    "Facts",
    "Memo",
    "Reply",
    "Comparison",
    "Manner",
    # what a reply holds
    "Answer",
    "Layers",
    "Ordinary",
    "Missing",
    "UnderReading",
    "Combination",
    "Opinion",
    "EditionEntry",
    # what there is to ask, to know and to look up
    "AskableQuestion",
    "WantedFact",
    "DisputedPoint",
    "ReadingRow",
    "PassageLedger",
    "PassageRow",
    "Dependencies",
    # being asked instead
    "Interview",
    "Entered",
    "Screen",
    # over time
    "Replayed",
    "Revision",
    "Run",
    "Mutation",
    # what is wrong
    "Rejected",
    "Diagnostic",
    "Label",
    "Unreadable",
    "__version__",
]
