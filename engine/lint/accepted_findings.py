"""What was found and is let stand, each with its reason: kept beside the clauses, in `accepted.toml`."""

from collections.abc import Callable, Collection
from pathlib import Path

from dsl.diagnostic import Diagnostic, Label, Rejected, suggestion
from dsl.files import lies_at
from dsl.first_mistakes import first_mistakes
from dsl.frozen import replace
from dsl.position import Span
from dsl.sentence import told
from engine.case.facts_file import CaseFile
from engine.case.reasoned_entries import entries, read_entries_file
from engine.lint.reviewed import Finding

ACCEPTED = "accepted.toml"
"""The file in the folder of a document in which a finding is let stand."""

_KEYS = ("finding", "of", "because")


def not_accepted(folder: Path, document: str, findings: Collection[Finding]) -> tuple[list[Diagnostic], dict[str, str]]:
    """What nobody accepted of the findings on a document, the entries of its file that accept nothing, and that file.

    Raises `Rejected` for a file that can't be read, or in which an entry lacks something.
    """
    path = folder / document / ACCEPTED
    if not lies_at(path):
        return [_with_name(finding) for finding in findings], {}
    found = {(finding.diagnostic.code, finding.of): finding for finding in findings}
    file, accepted = read_accepted(path)
    idle = first_mistakes(_accepts_nothing(key, Label(place()), found) for key, place in accepted if key not in found)
    keys = {key for key, _ in accepted}
    left = [_with_name(finding) for key, finding in found.items() if key not in keys]
    return [*left, *idle], {file.file: file.text}


def read_accepted(path: Path) -> tuple[CaseFile, list[tuple[tuple[str, str], Callable[[], Span]]]]:
    """A file of what is let stand: of each entry the finding, what it is found of, and where it stands.

    Raises `Rejected` where it can't be read, or an entry lacks something.
    """
    file = read_entries_file(path)
    written = entries(file, "accepted", _KEYS)
    wrong = first_mistakes(_incomplete(Label(entry.place())) for entry in written if entry.said is None)
    if wrong:
        raise Rejected(wrong, {file.file: file.text}, status=1)
    return file, [((entry.said["finding"], entry.said["of"]), entry.place) for entry in written if entry.said]


def _with_name(finding: Finding) -> Diagnostic:
    """What was found, with what an entry that lets it stand has to name."""
    return replace(finding.diagnostic, note=f'where it is meant so, `{ACCEPTED}` says why, `of = "{finding.of}"`')


def _incomplete(label: Label) -> Diagnostic:
    return Diagnostic(
        "incomplete-acceptance",
        "a finding is accepted by its id, what it is found of, and the reason",
        (label,),
        "write `finding`, `of` and `because`",
    )


def _accepts_nothing(key: tuple[str, str], label: Label, found: Collection[tuple[str, str]]) -> Diagnostic:
    return Diagnostic(
        "accepts-nothing",
        told("no finding `{key}` of `{key_2}` is left to be accepted", key=key[0], key_2=key[1]),
        (label,),
        suggestion(key[1], [of for code, of in found if code == key[0]]) or "take the entry out",
        "warning",
    )
