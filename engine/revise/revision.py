"""A revision as data: what a new text changes in a document, what that reaches, and whose answers move."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from dsl.diagnostic import Diagnostic, Rejected, suggestion
from dsl.files import lies_at
from dsl.sentence import told
from engine.answer.answer import Answer, AnswerWord
from engine.answer.answering import answer
from engine.explain.cite import Citer
from engine.explain.cited import citations
from engine.explain.values import show_value
from engine.library.library import EditionEntry, Library
from engine.model.graph import Graph
from engine.model.staleness import lock_path
from engine.revise.encoding import Encoded, Encoding, Standing
from engine.revise.reach import Reach, Reaching
from engine.revise.redline import Segment, redline, words_of
from engine.revise.references import Reference, astray
from engine.revise.texts import read_lock
from engine.source.compare import IN_DOUBT, UNCHANGED, Change, Comparison, compare_locks, compare_text
from engine.source.layout import Layout
from engine.source.lock import Lock, load_lock, make_lock
from engine.source.passages import Passage, split_passages
from engine.source.text_outline import layout_for
from engine.suite.scenario import Scenario, entry_of, question_put, read_scenario
from engine.suite.touched import touched

Progress = Callable[[int, int], None]
"""Told how many scenarios of how many are done."""


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """One passage that is no longer what it was, with what it reaches; `redline` is there if both texts were."""

    change: Change
    reach: Reach
    standing: Standing
    redline: tuple[Segment, ...] = ()

    @property
    def is_in_doubt(self) -> bool:
        """Whether what the passage says changed, and not only its place or its typography."""
        return self.change.kind in IN_DOUBT


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario comes to under one edition; `value` is shown in words, `cites` are citations of the `places`.

    Outcomes are compared by the places: the citation of one and the same place says more in an edition where a second
    paragraph stands beside it, or for which there is no source lock.
    """

    answer: AnswerWord
    value: str | None
    preferred: str | None
    places: tuple[str, ...]
    cites: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Exercised:
    """A scenario that came upon declarations in doubt."""

    scenario: Scenario
    names: tuple[str, ...]


Moving = Literal["answer", "value", "preferred", "cites"]
"""What of an outcome can differ between two editions."""


@dataclass(frozen=True, slots=True)
class Put:
    """A scenario put to both editions; an outcome is None where the edition could not read the facts (`trouble`)."""

    scenario: Scenario
    before: Outcome | None
    after: Outcome | None
    trouble: str = ""

    @property
    def moved(self) -> tuple[Moving, ...]:
        """What differs."""
        before, after = self.before, self.after
        if before is None or after is None:
            return ("answer",)
        differs: dict[Moving, bool] = {
            "answer": before.answer != after.answer,
            "value": before.value != after.value,
            "preferred": before.preferred != after.preferred,
            "cites": before.places != after.places,
        }
        return tuple(key for key, is_so in differs.items() if is_so)


@dataclass(frozen=True, slots=True)
class Revision:
    """What a new text comes to for one document. `target` is the edition that encodes it, None before there is one.

    `returned_to` is an earlier edition whose text it is again. `encoded` says how far the editions are encoded,
    `unwritten` which changed clauses of the target nobody has gone through; where that is all of them it is a skeleton,
    and no scenario was put to it. `references` are those within the text that no longer lead where they led.
    """

    document: str
    base: str
    target: str | None
    returned_to: str | None
    encoded: tuple[Encoded, ...]
    unwritten: tuple[str, ...]
    is_skeleton: bool
    comparison: Comparison
    passages: tuple[ChangedPassage, ...]
    references: tuple[Reference, ...]
    exercised: tuple[Exercised, ...]
    compared: tuple[Put, ...]

    @property
    def in_doubt(self) -> frozenset[str]:
        """The declarations whose passages say something else now."""
        return frozenset(name for passage in self.passages if passage.is_in_doubt for name in passage.reach.names)

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions that come to a declaration in doubt."""
        return tuple(dict.fromkeys(question for passage in self.passages for question in passage.reach.questions))

    @property
    def moved(self) -> tuple[Put, ...]:
        """The scenarios whose answer, value or citations differ between the editions."""
        return tuple(put for put in self.compared if put.moved)

    @property
    def unmoved(self) -> tuple[Put, ...]:
        """The scenarios that come out the same."""
        return tuple(put for put in self.compared if not put.moved)


def choose_editions(
    library: Library, folder: Path, document: str, text: str, base: str | None, target: str | None
) -> tuple[EditionEntry, EditionEntry | None]:
    """The edition that a text revises, and the one that encodes it, if it is encoded yet.

    An edition encodes the text if its source lock is of the same words and it revises another; the edition named as
    `target` does in any case. Raises `Rejected` for an edition that isn't there.
    """
    library.require_document(document)
    editions = {entry.edition: entry for entry in library.editions(document)}
    for name in (base, target):
        if name is not None and name not in editions:
            listed = ", ".join(f"`{edition}`" for edition in editions)
            raise Rejected(
                [
                    Diagnostic(
                        "unknown-edition",
                        told("`{document}` has no edition `{name}`", document=document, name=name),
                        (),
                        suggestion(name, editions) or told("it has {listed}", listed=listed),
                    )
                ]
            )
    if target is None:
        target = next(
            (
                name
                for name, entry in reversed(editions.items())
                if name != base and library.revised(entry) and _encodes(folder, entry, text)
            ),
            None,
        )
    if target is not None:
        revised = library.revised(editions[target])
        return editions[base] if base else revised or editions[target], editions[target]
    return editions[base] if base else library.editions(document)[-1], None


def revise(
    library: Library,
    folder: Path,
    base: EditionEntry,
    target: EditionEntry | None,
    text: str,
    scenarios: Sequence[Scenario],
    old_text: str | None = None,
    progress: Progress | None = None,
) -> Revision:
    """Follows a new text of a document through its encoding and its scenarios. Raises `Rejected`."""
    document = base.document
    layout = layout_for(folder, document, text)
    comparison = compare_text(read_lock(folder, document, base.edition), text, layout)
    reaching = Reaching(library.knowledge(base).program)
    encoding = Encoding(folder, reaching.program, library.knowledge(target).program if target else None)
    is_skeleton = encoding.is_skeleton(comparison.changes)
    lines = _Redlines(layout, comparison, text, old_text)
    passages = tuple(
        ChangedPassage(change, reaching.of(change), encoding.of(change), lines.of(change))
        for change in comparison.changes
        if change.kind not in UNCHANGED
    )
    doubt = frozenset(name for passage in passages if passage.is_in_doubt for name in passage.reach.names)
    own = [scenario for scenario in scenarios if scenario.document == document]
    exercised: list[Exercised] = []
    compared: list[Put] = []
    for number, scenario in enumerate(own, 1):
        if not _concerns(library, scenario, base, target):
            continue
        try:
            found = _answered(library, scenario, base)
        except Rejected as error:
            before: Answer | str = "; ".join(diagnostic.message for diagnostic in error.diagnostics)
        else:
            before = found
            names = _exercised(found, reaching.graph, doubt)
            if names:
                exercised.append(Exercised(scenario, names))
        if target is not None and not is_skeleton:
            compared.append(_put(library, scenario, before, target))
        if progress:
            progress(number, len(own))
    return Revision(
        document,
        base.edition,
        target.edition if target else None,
        _returned_to(library, folder, base, comparison),
        encoding.counts(),
        encoding.unwritten(comparison.changes),
        is_skeleton,
        comparison,
        passages,
        astray(comparison, [passage.text for passage in lines.after]),
        tuple(exercised),
        tuple(compared),
    )


def _concerns(library: Library, scenario: Scenario, base: EditionEntry, target: EditionEntry | None) -> bool:
    """Whether a scenario is about one of the two editions: by its date, or because it bears none."""
    if "on" not in scenario.file.content:
        return True
    try:
        return entry_of(library, scenario) in (base, target)
    except Rejected:
        return False


def _exercised(found: Answer, graph: Graph, doubt: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(touched(found, graph) & doubt))


def _answered(library: Library, scenario: Scenario, entry: EditionEntry) -> Answer:
    case = read_scenario(library, scenario, entry)
    return answer(case, question_put(scenario, case))


def _put(library: Library, scenario: Scenario, before: Answer | str, target: EditionEntry) -> Put:
    first = None if isinstance(before, str) else outcome(before)
    try:
        after = outcome(_answered(library, scenario, target))
    except Rejected as error:
        return Put(scenario, first, None, "; ".join(diagnostic.message for diagnostic in error.diagnostics))
    return Put(scenario, first, after, before if isinstance(before, str) else "")


def outcome(found: Answer, language: str = "en") -> Outcome:
    """What an answer comes to, as far as two editions can be compared."""
    program = found.knowledge.program
    citer = Citer(program.edition)

    def shown(value: Any) -> str | None:
        return (
            None if value is None or isinstance(value, bool) else show_value(value, found.asked.type, program, language)
        )

    preferred = None
    if found.answer in ("undetermined", "turns-on-reading") and found.preferred:
        preferred = shown(found.preferred_value) or found.preferred
    places = tuple(sorted(citations(found)))
    return Outcome(
        found.answer,
        shown(found.value),
        preferred,
        places,
        tuple(sorted({citer.cite(locator, language) for locator in places})),
    )


def _encodes(folder: Path, entry: EditionEntry, text: str) -> bool:
    path = lock_path(folder, entry.document, entry.edition)
    if not lies_at(path):
        return False
    lock: Lock = load_lock(path)
    return compare_locks(
        lock, make_lock(entry.document, entry.edition, text, layout_for(folder, entry.document, text))
    ).same_words


def _returned_to(library: Library, folder: Path, base: EditionEntry, comparison: Comparison) -> str | None:
    """The newest edition before the one that is revised whose text is this one, if the text changed at all."""
    if comparison.same_words:
        return None
    names = [entry.edition for entry in library.editions(base.document)]
    for name in reversed(names[: names.index(base.edition)]):
        path = lock_path(folder, base.document, name)
        if lies_at(path) and compare_locks(load_lock(path), comparison.text).same_words:
            return name
    return None


class _Redlines:
    """Finds the words behind the fingerprints of a comparison, where there is a text for them."""

    def __init__(self, layout: Layout, comparison: Comparison, text: str, old_text: str | None) -> None:
        self.comparison = comparison
        self.after = _locked(text, layout)
        self.before: dict[Any, Passage] = {}
        if old_text is not None:
            old = make_lock(comparison.lock.document, comparison.lock.edition, old_text, layout)
            matched = compare_locks(comparison.lock, old)
            if not matched.same_words:
                raise Rejected(
                    [
                        Diagnostic(
                            "other-text",
                            told(
                                "the old text is not the one that edition `{edition}` was encoded from",
                                edition=comparison.lock.edition,
                            ),
                            (),
                            "`opposable source check` shows how it differs",
                        )
                    ]
                )
            words = dict(zip(old.passages, _locked(old_text, layout), strict=True))
            self.before = {
                change.before.locator: words[change.after]
                for change in matched.changes
                if change.before and change.after
            }
        self.is_complete = old_text is not None

    def of(self, change: Change) -> tuple[Segment, ...]:
        """The redline of a change, none if the old text is not at hand."""
        if not self.is_complete:
            return ()
        at = self.comparison.text.passages.index(change.after) if change.after else None
        new = words_of(self.after[at]) if at is not None else ""
        old = words_of(self.before.get(change.before.locator)) if change.before else ""
        return redline(old, new)


def _locked(text: str, layout: Layout) -> list[Passage]:
    """The passages of a text that a lock of it lists, in the same order."""
    return [passage for passage in split_passages(text, layout) if passage.kind != "running"]
