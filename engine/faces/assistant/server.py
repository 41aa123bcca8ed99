"""The tools: each calls the desk once, and says in words and as data what came of it."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec

from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.report import full
from dsl.sentence import told
from engine import __version__
from engine.case.json_case import read_json_case
from engine.desk import Desk, Reply, Request
from engine.desk.clause import ExplainedPassage, explained
from engine.desk.overviews import cut_short, wanted_facts
from engine.faces.assistant.arguments import mistaken
from engine.faces.assistant.standard_streams import Server
from engine.faces.assistant.statements import data, statement
from engine.library.library import DEFAULT
from engine.print.data import as_json
from engine.tongues import tags, tongue
from engine.tongues.messages import in_language

_ABOUT = """Answers questions on contract terms, on the facts at hand, with the clauses that say so. Call list_questions
first, then facts_that_matter, then ask with the facts that the user told: leave out what nobody told, never guess one.
When you pass an answer on, keep its citations, what it takes for granted, its readings and its reservations: without
them it is another answer. Clauses are told in paraphrases; the contract's own text decides."""

Question = Annotated[
    str, Field(description="A question by its name, as list_questions gives it, or the name of a norm.")
]
Document = Annotated[str, Field(description="A document by its name, as list_questions gives it.")]
Facts = Annotated[
    dict[str, Any] | None,
    Field(
        description="Facts by name, as facts_that_matter asks for them: true, false, numbers, dates, options, "
        'lists of records. Leave out what is not known; "none" is what is known not to exist.'
    ),
]
On = Annotated[str | None, Field(description="The day as of which the question is put: 2024-03-20, or with an hour.")]
Language = Annotated[str | None, Field(description="The language of the answer, by its two letters.")]
Parameters = ParamSpec("Parameters")
_SHOWN = 60
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


def server(folder: Path) -> Server:
    """The server of a folder of clauses. Raises `Rejected` if these have errors."""
    desk = Desk.open(folder)
    tools = [Tool.from_function(_told(call), name=name, annotations=_READS) for name, call in _tools(desk).items()]
    for tool in tools:
        tool.parameters["additionalProperties"] = False
    return _Tools(tools)


class _Tools(Server):
    """The server of some tools, each called with what it takes, or told why not."""

    def __init__(self, tools: list[Tool]) -> None:
        super().__init__("opposable", instructions=_ABOUT, version=__version__, log_level="CRITICAL", tools=tools)
        self._taken = {tool.name: tool.parameters for tool in tools}

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        """Calls a tool by its name; where that can't be done, the result says to the assistant how to mend its call."""
        if name not in self._taken:
            return _refusal([_unknown(name, self._taken)], arguments.get("language"))
        if wrong := list(mistaken(arguments, self._taken[name])):
            return _refusal(wrong, arguments.get("language"))
        return await super().call_tool(name, arguments, context)


def _unknown(name: str, known: Iterable[str]) -> Diagnostic:
    message = told("there is no tool `{name}`", name=name[:_SHOWN])
    return Diagnostic("wrong-call", message, (), suggestion(name, known) or "`tools/list` lists them")


def _told(call: Callable[Parameters, CallToolResult]) -> Callable[Parameters, CallToolResult]:
    """The tool, whose mistakes are said to the assistant so that it can mend them."""

    @wraps(call)
    def answered(*given: Parameters.args, **named: Parameters.kwargs) -> CallToolResult:
        try:
            return call(*given, **named)
        except Rejected as error:
            return _refusal(error.diagnostics, named.get("language"))

    return answered


def _refusal(diagnostics: Iterable[Diagnostic], language: object) -> CallToolResult:
    """What is wrong with a call, as its result: an error that is raised would be told with words of the library."""
    return CallToolResult(content=[TextContent(type="text", text=_shown(diagnostics, language))], is_error=True)


def _shown(diagnostics: Iterable[Diagnostic], language: object) -> str:
    """Diagnostics in the language that was asked for, if there is a tongue of it."""
    spoken = language if isinstance(language, str) and language in tags() else DEFAULT
    return full(in_language(diagnostics, spoken), {}, words=tongue(spoken).words("messages"))


def _tools(desk: Desk) -> dict[str, Callable[..., CallToolResult]]:
    def list_questions(language: Language = None) -> CallToolResult:
        """What can be asked, by topic, and of which documents."""
        rows = desk.questions(language)
        text = "\n".join(f"{row.question} ({', '.join(row.documents)}): {row.text}" for row in rows)
        return _result(text, {"questions": [asdict(row) for row in rows]})

    def facts_that_matter(
        question: Question, document: Document, facts: Facts = None, on: On = None, language: Language = None
    ) -> CallToolResult:
        """The unknown facts that can still matter to a question, in the order worth asking the user."""
        reply = desk.ask(_request(question, document, facts, on, language))
        rows, cut = tuple(wanted_facts(reply)), cut_short(reply)
        lines = [f"{row.fact}: {row.question}{_options({**row.options, **row.fields})}" for row in rows]
        if cut:
            lines.append(tongue(reply.language).words("advice")[cut])
        return _result("\n".join(lines), {"facts": [asdict(row) for row in rows], "cut": cut})

    def ask(
        question: Question, document: Document, facts: Facts = None, on: On = None, language: Language = None
    ) -> CallToolResult:
        """Put a question to one document. Keep the citations, presumptions, readings and reservations of the answer."""
        reply = desk.ask(_request(question, document, facts, on, language))
        return _result(_stated(reply), data(reply))

    def compare(question: Question, facts: Facts = None, on: On = None, language: Language = None) -> CallToolResult:
        """Put the same question and facts to every document."""
        replies = desk.compare(_request(question, "", facts, on, language)).replies
        text = "\n\n———\n\n".join(map(_stated, replies))
        return _result(text, {"answers": [data(reply) for reply in replies]})

    def explain_clause(
        document: Document,
        place: Annotated[str, Field(description="A clause or a passage of it: `9`, `10.1.4`, `9 §3 s.1`.")],
        language: Language = None,
    ) -> CallToolResult:
        """What a clause says in a paraphrase, passage by passage, and on what careful lawyers differ there."""
        ledger = desk.ledger(document, language=language)
        program = desk.library.knowledge(desk.edition(document)).program
        found = explained(program, ledger, desk.ambiguities(document, language), place)
        return _result(
            "\n".join(_explained(passage, ledger.language) for passage in found),
            {"passages": [_plain(passage) for passage in found]},
        )

    def what_changed(document: Document, language: Language = None) -> CallToolResult:
        """Which editions there are, and which passages have changed since they were encoded, or were signed off."""
        ledger = desk.ledger(document, language=language)
        editions = desk.library.editions(document)
        marked = [row for row in ledger.rows if row.marks]
        words = tongue(ledger.language).words("lists")
        lines = [_edition(each.edition, each.in_force) for each in editions]
        lines += [f"{row.citation}: {'; '.join(row.marks)}" for row in marked] or [words["nothing_changed"]]
        changed = [{"citation": row.citation, "marks": list(row.marks)} for row in marked]
        return _result("\n".join(lines), {"editions": [each.edition for each in editions], "changed": changed})

    return {
        "list_questions": list_questions,
        "facts_that_matter": facts_that_matter,
        "ask": ask,
        "compare": compare,
        "explain_clause": explain_clause,
        "what_changed": what_changed,
    }


def _stated(reply: Reply) -> str:
    """A reply in words, and what the asker should know of the request."""
    return "\n\n".join(part for part in (statement(reply), _shown(reply.notices, reply.language)) if part)


def _request(
    question: str, document: str, facts: dict[str, Any] | None, on: str | None, language: str | None
) -> Request:
    case = {"facts": facts or {}} | ({} if on is None else {"on": on})
    file = read_json_case(as_json(case).encode(), "the call")
    return Request(question, document, file=file, language=language)


def _result(text: str, structured: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=structured)


def _options(options: Any) -> str:
    return "".join(f"\n  {name}: {text}" for name, text in options.items())


def _edition(name: str, in_force: date | None) -> str:
    return name if in_force is None or in_force.isoformat() == name else f"{name} ({in_force.isoformat()})"


def _explained(passage: ExplainedPassage, language: str) -> str:
    words, row = tongue(language).words("lists"), passage.row
    lines = [
        f"{row.citation} ({'; '.join([words[row.standing], *row.marks])})",
        f"  {row.reason}" if row.reason else "",
    ]
    lines += [f"  {gist.name}: {gist.text}" for gist in passage.gists]
    for point in passage.disputes:
        lines.append(f"  {point.text}")
        lines += [f"    – {reading.text} ({reading.argument})" for reading in point.readings]
    return "\n".join(line for line in lines if line)


def _plain(passage: ExplainedPassage) -> dict[str, Any]:
    row = passage.row
    return {
        "citation": row.citation,
        "standing": row.standing,
        "reason": row.reason,
        "gists": [asdict(gist) for gist in passage.gists],
        "disputed": [asdict(point) for point in passage.disputes],
    }
