"""Questions to many cases at once, from the tables that hold them: `Desk.portfolio` and what belongs to it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dsl.diagnostic import Diagnostic, Rejected
from dsl.frozen import dataclass, field
from dsl.sentence import told
from engine.case.case_reader import CaseReader
from engine.desk.request import Request

if TYPE_CHECKING:
    from engine.desk.desk import Desk
    from engine.portfolio.case_tables_schema import TableColumn
    from engine.portfolio.portfolio_run import Outcome, Portfolio


@dataclass(frozen=True, slots=True)
class PortfolioRequest:
    """Questions put to one document on all cases of a folder or file, answered into a file.

    `request` has the document, the date, the facts that hold for all cases that don't say otherwise, and the readings
    chosen; `named` are readings under which the answer is given besides. `memory` is DuckDB's limit, as in `2GB`; `by`
    is the engine that computes. Of the answers left open, `search` are looked at for what holds whatever is missing.
    """

    questions: tuple[str, ...]
    request: Request
    cases: Path
    output: Path
    named: tuple[tuple[str, str], ...] = field(default=())
    memory: str | None = None
    threads: int | None = None
    by: Literal["duckdb", "spark"] = "duckdb"
    search: int = 0


def portfolio_of(desk: "Desk", asked: PortfolioRequest, batch: int | None = None) -> "Portfolio":
    """The run that answers a request, `batch` cases at a time. Raises `Rejected` with every mistake in it."""
    from engine.portfolio.planning import Asking
    from engine.portfolio.portfolio_run import BATCH, Order, Portfolio

    request = asked.request
    entry = desk.edition(request.document, request.on)
    case = desk.case(request, entry, None)
    named = CaseReader(case.knowledge)
    for axis, reading in asked.named:
        named.read(None, readings={axis: reading})
    questions = tuple(desk.question_meant(entry, question) for question in asked.questions)
    settings = {name: value for name, value in case.facts.items() if name not in case.defaults}
    order = Order(
        Asking(questions, dict(case.readings), asked.named, settings),
        asked.cases,
        asked.output,
        asked.memory,
        asked.threads,
        batch or BATCH,
        asked.by,
        asked.search,
        request.language,
    )
    return Portfolio(case.knowledge, order)


def answer_portfolio(
    desk: "Desk", asked: PortfolioRequest, progress: Callable[[int, int], None] = lambda done, of: None
) -> "Outcome":
    """Answers all cases into a file and says what they come to as a whole. Raises `Rejected`.

    `progress` is called with how many of how many cases are answered, first once they have been read.
    """
    return portfolio_of(desk, asked).run(progress)


def table_columns(desk: "Desk", request: Request, questions: tuple[str, ...], language: str) -> "list[TableColumn]":
    """The columns of the tables that questions are asked of. Raises `Rejected`."""
    from engine.portfolio.case_tables_schema import columns_for

    entry = desk.edition(request.document, request.on)
    meant = tuple(desk.question_meant(entry, question) for question in questions)
    return list(columns_for(desk.library.knowledge(entry), meant, language))


def write_sample(desk: "Desk", request: Request, number: int, folder: Path) -> None:
    """Writes a portfolio of so many cases, varied by chance from the facts of a request. Raises `Rejected`."""
    from engine.case.facts_file import read_case_file
    from engine.desk.understood import understood
    from engine.portfolio import sampling

    request = understood(request)
    entry = desk.edition(request.document, request.on)
    file = read_case_file(request.file) if isinstance(request.file, Path) else request.file
    sampling.write_sample(desk.case(request, entry, file), number, folder)


def facts_of_case(desk: "Desk", request: Request, cases: Path, name: str) -> Mapping[str, Any]:
    """The facts of one case of a portfolio, as a facts file would write them. Raises `Rejected`."""
    from engine.backends.sql.duck import Duck
    from engine.portfolio.arriving import Arrival
    from engine.portfolio.one_case import facts_held
    from engine.portfolio.sampling import as_written

    knowledge = desk.library.knowledge(desk.edition(request.document, request.on))
    arrival = Arrival(knowledge, Duck(), cases, name, request.language)
    tables = arrival.tables()
    if refused := arrival.refusals():
        raise Rejected(refused)
    found = dict(facts_held(knowledge, arrival.engine, tables, arrival.lists, (0,)))
    if not found:
        raise Rejected(
            [
                Diagnostic(
                    "no-such-case",
                    told("there is no case `{name}`", name=name),
                    (),
                    told("the column `case` of `{cases}` names them", cases=cases),
                )
            ]
        )
    return as_written(next(iter(found.values())), knowledge.program)
