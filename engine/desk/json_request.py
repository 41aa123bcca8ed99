"""A request as a program tells it: a case in JSON that names its question and its document."""

from dsl.diagnostic import Diagnostic, Label, Rejected
from dsl.frozen import replace
from dsl.position import Span
from dsl.sentence import told
from engine.case.json_case import read_json_case
from engine.desk.request import Request


def read_json_request(
    content: bytes, asked: Request | None = None, name: str = "the request", comparing: bool = False
) -> Request:
    """The request of a case in JSON; what it doesn't say of question, document and language is as in `asked`,
    whose facts, readings and date go before its own.

    `name` says where it was read. A request to compare names no document. Raises `Rejected`.
    """
    file = read_json_case(content, name)
    said, asked = file.content, asked or Request("")
    request = replace(
        asked,
        question=said.get("question", asked.question),
        document=said.get("document", asked.document),
        language=said.get("language", asked.language),
        file=file,
    )
    named = {"question": request.question} | ({} if comparing else {"document": request.document})
    if missing := [key for key, name_given in named.items() if not name_given]:
        raise Rejected(
            [
                Diagnostic(
                    "incomplete-request",
                    told("the request names no {key}", key=key),
                    (Label(Span(name, 1, 1, 0, 0)),),
                    told('write `"{key}": "…"` beside `"facts"`', key=key),
                )
                for key in missing
            ]
        )
    return request
