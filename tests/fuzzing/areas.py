"""What is fuzzed: for each area, inputs made from a seed, and what may come of one: an answer or a diagnostic."""

import json
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "backends"), str(TESTS / "benchmarks")]

# What follows lies in the folders that were just added, or must come after what does.
from hostile_words import ACTING, PAYLOADS, toml  # noqa: E402
from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from load import requests  # noqa: E402
from programs import sources  # noqa: E402

from dsl.check import check_sources  # noqa: E402
from dsl.diagnostic import Diagnostic, Rejected  # noqa: E402
from engine.answer.answering import answer  # noqa: E402
from engine.case.case_reader import CaseReader  # noqa: E402
from engine.case.facts_file import parse_case  # noqa: E402
from engine.desk import Desk, Request  # noqa: E402
from engine.desk.many_cases import PortfolioRequest, answer_portfolio  # noqa: E402
from engine.explain.recorded import recorded  # noqa: E402
from engine.explain.replay import again  # noqa: E402
from engine.faces.service.orders import Order  # noqa: E402
from engine.faces.service.work import perform  # noqa: E402
from engine.library.knowledge import KnowledgeBase  # noqa: E402
from engine.library.library import CLAUSES  # noqa: E402
from engine.model.asked import askable  # noqa: E402
from engine.source.confined import read_here  # noqa: E402
from engine.source.lock import make_lock  # noqa: E402
from engine.source.read import decode_source, form_of  # noqa: E402

CONTRACT = TESTS / "revise" / "contract"
DOCUMENTS = ("celeste-business-cloud", "infomaniak-jelastic-cloud")
NASTY = (
    b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\r", b"\n\n\n", b"'", b'"', b'"""', b"[", b"]]", b"{", b"}", b"=", b"#",
    b".", b",", b"-", b"1e999", b"-0", b"nan", b"9" * 50, b"0001-01-01", b"9999-12-31T23:59:60Z", b"2024-02-30",
    b"24:00", b"true", b'"none"', b'"unknown"', b"unknown", b"given", b"standing", b"[[facts.outages]]", b"[facts]",
    b"on =", b"\\u0000", b"\\ud800", "é\u202e\ufffe".encode(), b"%", b"CHF", b"99999999999 days", b"<script>",
    b"</a>", b"/", b"\\", b"`", b"1 1 1",
)  # fmt: skip
"""What is put anywhere in a file."""


@dataclass(frozen=True)
class Area:
    """How an input is made, and what it is put to; what comes of it but an answer or a diagnostic is a failure."""

    name: str
    suffix: str
    made: Callable[[Random], bytes]
    put: Callable[[bytes], None]


@cache
def desk() -> Desk:
    """The documents at hand."""
    return Desk.open()


@cache
def knowledge(document: str) -> KnowledgeBase:
    """The newest edition of a document."""
    return desk().library.knowledge(desk().newest(document))


def mutated(content: bytes, chance: Random) -> bytes:
    """A file with a few of its bytes, words or lines taken out, doubled, moved or replaced."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        lines = content.splitlines(keepends=True) or [b""]
        at, end = sorted((chance.randrange(len(content) + 1), chance.randrange(len(content) + 1)))
        end = min(end, at + chance.choice((0, 1, 4, 40)))
        match chance.randrange(6):
            case 0:
                content = content[:at] + chance.choice(NASTY) + content[end:]
            case 1:
                content = content[:at] + content[end:]
            case 2:
                content = content[:at] + content[at:end] * chance.choice((2, 3, 50)) + content[end:]
            case 3:
                chance.shuffle(lines)
                content = b"".join(lines)
            case 4:
                lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
                content = b"".join(lines)
            case _:
                number = chance.randrange(len(lines))
                lines[number] = chance.choice(NASTY).join(lines[number].split(b" ", chance.randrange(1, 3)))
                content = b"".join(lines)
    return content


# ---- facts


@cache
def _cases() -> tuple[bytes, ...]:
    own = [path.read_bytes() for path in sorted((TESTS / "explain" / "cases").glob("*.toml"))]
    return tuple([(CLAUSES / name / "sample.toml").read_bytes() for name in DOCUMENTS] + own)


def _facts(chance: Random) -> bytes:
    return mutated(chance.choice(_cases()), chance)


def _ask(content: bytes, searching: bool = True) -> None:
    case = parse_case(decode_source(content, "case.toml"), "case.toml")
    chance = Random(content)
    for document in DOCUMENTS:
        known = knowledge(document)
        read = CaseReader(known, lenient=True).read(case)
        answer(read, chance.choice(askable(known.program)), searching)


def _evaluate(content: bytes) -> None:
    """Reading and evaluation alone, a hundred times as many in the same time as with the search for what is missing."""
    _ask(content, searching=False)


# ---- clauses and programs


def _clauses(chance: Random) -> bytes:
    paths = [*sorted((CONTRACT / "clauses").rglob("*.clause")), *sorted(TESTS.glob("benchmarks/*.clause"))]
    return mutated(chance.choice(paths).read_bytes(), chance)


def _check(content: bytes) -> None:
    text = decode_source(content, "x.clause")
    others = {path.name: path.read_text(encoding="utf-8") for path in (CONTRACT / "clauses").glob("*.clause")}
    for files in ({"x.clause": text}, others | {"x.clause": text}):
        checked = check_sources(files)
        if checked.is_sound:
            for program in checked.programs:
                _all_asked(KnowledgeBase(program), 5)


def _all_asked(known: KnowledgeBase, most: int) -> None:
    case = CaseReader(known).read(parse_case("", "case.toml"), {}, None)
    for question in askable(known.program)[:most]:
        answer(case, question)


def _program(chance: Random) -> bytes:
    found: list[dict[str, str]] = []

    @seed(chance.randrange(2**60))
    @settings(max_examples=1, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(sources())
    def draw(files: dict[str, str]) -> None:
        found.append(files)

    draw()
    return json.dumps(found[-1]).encode()


def _run_program(content: bytes) -> None:
    checked = check_sources(json.loads(content))
    for program in checked.programs if checked.is_sound else ():
        _all_asked(KnowledgeBase(program), 20)


# ---- texts


def _text(chance: Random) -> bytes:
    own = [path.read_bytes() for path in sorted((CONTRACT / "texts").iterdir())]
    page = b"<html><body><h1>Terms</h1><ol><li>One<li>Two</ol><table><tr><td>A<td>B</table></body></html>"
    return mutated(chance.choice([*own, page, b"# Terms\n\n1. One\n   - a\n2. Two\n\n| a | b |\n|---|---|\n"]), chance)


def _take_apart(content: bytes) -> None:
    form = form_of(Path("terms.txt"), content)
    text = decode_source(content, "terms") if form == "plain" else read_here(form, Path("terms"), content)
    make_lock("terms", "first", text)


# ---- replays


@cache
def _opinions() -> tuple[Any, ...]:
    asked = [("may-suspend", DOCUMENTS[0]), ("penalty-amount", DOCUMENTS[1])]
    return tuple(
        desk().ask(Request(question, name, file=CLAUSES / name / "sample.toml")).data["record"]
        for question, name in asked
    )


_VALUES: tuple[Any, ...] = (
    None, True, -1, 0, 10**30, 1e300, "", "x", "unknown", [], {}, [[]], {"decimal": "1e999"}, {"decimal": "-0"},
    {"fraction": "1/0"}, {"fraction": "1e9"}, {"date": "0001-01-01"}, {"instant": "9999-12-31T23:59:59+00:00"},
    {"seconds": -1}, {"none": True}, {"none": None}, {"at_least": 1, "at_most": 0}, {"a": 1, "b": 2}, "\ud800",
)  # fmt: skip


def _changed(found: Any, chance: Random) -> bytes:
    """JSON with a few of its values or keys replaced or left out, and sometimes its bytes."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        at: Any = found
        while True:
            keys = list(at) if isinstance(at, dict) else list(range(len(at)))
            if not keys:
                break
            key = chance.choice(keys)
            if isinstance(at[key], (dict, list)) and chance.random() < 0.7:
                at = at[key]
                continue
            if chance.random() < 0.3:
                del at[key]
            elif chance.random() < 0.3 and isinstance(at, dict):
                at[chance.choice(("x", "facts", "more", "outages"))] = at.pop(key)
            else:
                at[key] = deepcopy(chance.choice(_VALUES))
            break
    return mutated(json.dumps(found).encode(), chance) if chance.random() < 0.2 else json.dumps(found).encode()


def _record(chance: Random) -> bytes:
    return _changed(deepcopy(chance.choice(_opinions())), chance)


def _replay(content: bytes) -> None:
    for found in recorded(decode_source(content, "opinion.json"), "opinion.json"):
        if found.record["document"] in DOCUMENTS:
            again(found.record, knowledge(found.record["document"]))


# ---- bodies of requests over HTTP


@cache
def _requests() -> tuple[Any, ...]:
    return tuple(requests())


def _body(chance: Random) -> bytes:
    return _changed(deepcopy(chance.choice(_requests())), chance)


def _serve(content: bytes) -> None:
    operation = Random(content).choice(("ask", "ask", "compare", "facts", "opinion"))
    produced = perform(Order(operation, CLAUSES, {}, content))
    if produced.status != 200:
        assert produced.status == 422, produced
        raise Rejected(Diagnostic(each["code"], each["message"]) for each in json.loads(produced.content)["errors"])


# ---- tables of a portfolio


@cache
def _tables() -> tuple[bytes, ...]:
    heading = ("case", "as_of", "delivered_on", "price", "faulty", "fault_known")
    rows = [(f"c{number}", "2024-03-10", "10.3.2024", "200.00 EUR", "yes", "unknown") for number in range(5)]
    lines = [",".join(row) for row in (heading, *rows)]
    objects = [json.dumps(dict(zip(heading, row, strict=True))) for row in rows]
    return ("\n".join(lines).encode(), "\r\n".join(lines).replace(",", ";").encode(), "\n".join(objects).encode())


def _table(chance: Random) -> bytes:
    return mutated(chance.choice(_tables()), chance)


@cache
def shop() -> Desk:
    """The small contract that the tests of portfolios ask."""
    return Desk.open(TESTS / "portfolio" / "contract")


def _answer_table(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        cases = Path(folder) / ("cases.jsonl" if content.startswith(b"{") else "cases.csv")
        cases.write_bytes(content)
        asked = PortfolioRequest(("may-return",), Request("", "shop"), cases, Path(folder) / "answers.csv")
        answer_portfolio(shop(), asked)


# ---- notes


def _note(chance: Random) -> bytes:
    signs = [*PAYLOADS, *"`*_[](){}<>#|~!\\&;:'\"= \n\t-+.1", "\x1b", "\u202e", "\ufffe", "é", "]]>", "<!--", "&#0;"]
    return "".join(chance.choice(signs) for _ in range(chance.randrange(1, 30))).encode()


def _show(content: bytes) -> None:
    note = toml(content.decode().replace("\r", ""))
    case = parse_case(
        "facts.client_sends_spam = true\n"
        f'standing.client_sends_spam = {{ is = "contested", note = {note} }}\ntitle = {note}\n',
        "case.toml",
    )
    reply = desk().ask(Request("may-suspend", DOCUMENTS[0], file=case))
    for form in ("text", "markdown", "html", "json", "docx"):
        printed = reply.printed(form)
        assert not isinstance(printed, str) or not ACTING.search(printed), f"a character acts in {form}"


AREAS = {
    area.name: area
    for area in (
        Area("facts", ".toml", _facts, _evaluate),
        Area("questions", ".toml", _facts, _ask),
        Area("clauses", ".clause", _clauses, _check),
        Area("programs", ".json", _program, _run_program),
        Area("texts", ".txt", _text, _take_apart),
        Area("replays", ".json", _record, _replay),
        Area("notes", ".txt", _note, _show),
        Area("bodies", ".json", _body, _serve),
        Area("tables", ".csv", _table, _answer_table),
    )
}


def tried(area: Area, content: bytes) -> bool:
    """Whether an input was accepted; False where it was refused with diagnostics. Raises whatever else comes of it."""
    try:
        area.put(content)
    except Rejected as refused:
        if not refused.diagnostics:
            raise AssertionError("refused without a diagnostic") from refused
        return False
    return True
