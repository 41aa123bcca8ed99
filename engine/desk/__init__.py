"""The desk: one typed way from a question and the facts at hand to a reply, which every face goes.

    from engine.desk import Desk, Request

    desk = Desk.open()
    reply = desk.ask(Request("may-keep-deposit", "rental", facts={"damaged": True}))
    reply.answer.answer, reply.opinion.short, reply.printed("markdown")

What faces use is listed here; `engine/opposable.py` lists it for programs, with what replies consist of. Every mistake
in a request is a `Rejected` that carries its diagnostics.
"""

from typing import TYPE_CHECKING, Any

from dsl.diagnostic import Diagnostic, Rejected
from engine.case.memo_file import Memo
from engine.case.reading import Unreadable
from engine.desk.desk import Desk
from engine.desk.reply import Comparison, Reply
from engine.desk.request import Facts, Request

if TYPE_CHECKING:
    from engine.desk.entered import Entered
    from engine.desk.interview import Interview
    from engine.desk.json_request import read_json_request
    from engine.explain.screens import Screen

__all__ = [
    "Desk",
    "Request",
    "read_json_request",
    "Facts",
    "Memo",
    "Reply",
    "Comparison",
    "Interview",
    "Entered",
    "Screen",
    "Unreadable",
    "Rejected",
    "Diagnostic",
]

_LATER = ("Interview", "Entered", "Screen", "read_json_request")


def __getattr__(name: str) -> Any:
    """What only an interview or a request of a program needs, loaded when somebody asks for it."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "read_json_request":
        from engine.desk.json_request import read_json_request

        return read_json_request
    from engine.desk.entered import Entered
    from engine.desk.interview import Interview
    from engine.explain.screens import Screen

    return {"Interview": Interview, "Entered": Entered, "Screen": Screen}[name]
