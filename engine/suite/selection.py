"""Which scenarios of a suite are run, and in which clauses mistakes are made."""

from collections.abc import Sequence

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.sentence import told
from engine.library.library import Library
from engine.suite.scenario import Scenario


def put_to(library: Library, documents: Sequence[str], scenarios: Sequence[Scenario]) -> list[Scenario]:
    """The scenarios put to the documents, or all if none is named. Raises `Rejected` for one that none is put to."""
    for document in documents:
        library.require_document(document)
    put = {scenario.document for scenario in scenarios}
    wrong = [
        Diagnostic(
            "no-scenarios",
            told("no scenario is put to `{document}`", document=document),
            (),
            told("they are put to {names}", names=", ".join(f"`{name}`" for name in sorted(put))),
        )
        for document in documents
        if document not in put
    ]
    if wrong:
        raise Rejected(wrong)
    return [scenario for scenario in scenarios if not documents or scenario.document in documents]


def require_clauses(library: Library, documents: set[str], wanted: Sequence[str]) -> None:
    """Raises `Rejected` for a clause that no document under test has."""
    if not wanted:
        return
    known = {
        number
        for entry in library.entries
        if entry.document in documents
        for number in library.knowledge(entry).program.clauses
    }
    wrong = [
        Diagnostic(
            "unknown-clause",
            told("no document under test has a clause `{number}`", number=number),
            (),
            suggestion(number, known) or "`opposable ledger` lists the passages of each clause",
        )
        for number in wanted
        if not any(clause == number or clause.startswith(f"{number}.") for clause in known)
    ]
    if wrong:
        raise Rejected(wrong)
