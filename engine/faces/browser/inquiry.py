"""What is asked in a tab: one question put to some documents on the same facts, as data that the page keeps.

Every document has its own interview on those of the facts that it knows. A step is taken in the interview of a document
that knows the thing, and what it changes is so for all of them.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from dsl.frozen import dataclass, replace
from engine.desk import Desk, Interview, Request
from engine.desk.keeping import Entry, Section, as_entries, as_kept, from_entries, from_kept
from engine.model.record_names import of_record
from engine.tongues import tags


@dataclass(frozen=True)
class Inquiry:
    """One question, the documents that it is put to, and all that was told; `shown` is what the form shows.

    `opened` is what somebody wants to tell though it isn't asked.
    """

    desk: Desk
    request: Request
    documents: tuple[str, ...]
    passed: frozenset[str] = frozenset()
    trail: tuple[Entry, ...] = ()
    shown: tuple[Entry, ...] = ()
    opened: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, desk: Desk, kept: Any) -> "Inquiry":
        """The inquiry that was kept as data. Raises `ValueError` where these are none."""
        request, passed, trail = from_kept(kept, Request(""))
        documents, language = kept.get("documents"), kept.get("language")
        if not isinstance(documents, list) or not documents or not all(isinstance(name, str) for name in documents):
            raise ValueError("documents")
        if language not in tags():
            raise ValueError("language")
        shown, opened = from_entries(kept.get("shown")), from_entries(kept.get("opened"))
        return cls(desk, replace(request, language=language), tuple(documents), passed, trail, shown, opened)

    @classmethod
    def begun(cls, began: Sequence[Interview], documents: tuple[str, ...] = ()) -> "Inquiry":
        """The inquiry that goes on from interviews on the same facts, with other documents beside their own."""
        requests = [interview.request for interview in began]
        request = replace(
            requests[0],
            facts={name: value for each in requests for name, value in each.facts.items()},
            given={name: value for each in requests for name, value in each.given.items()},
            standing={name: value for each in requests for name, value in each.standing.items()},
            more={name: value for each in requests for name, value in each.more.items()},
        )
        every = (*(each.document for each in requests if each.document), *documents)
        trail = (entry for interview in began for entry in interview.trail)
        passed = frozenset(name for interview in began for name in interview.passed)
        return cls(began[0].desk, request, tuple(dict.fromkeys(every)), passed, tuple(dict.fromkeys(trail)))

    @property
    def kept(self) -> dict[str, Any]:
        """The inquiry as data that JSON can hold."""
        return as_kept(self.request, self.passed, self.trail) | {
            "documents": list(self.documents),
            "language": self.request.language,
            "shown": as_entries(self.shown),
            "opened": as_entries(self.opened),
        }

    @cached_property
    def interviews(self) -> tuple[Interview, ...]:
        """The interview of each document, on what it knows. Raises `Rejected` where what was told means nothing."""
        return tuple(self._interview(document) for document in self.documents)

    def showing(self, shown: tuple[Entry, ...]) -> "Inquiry":
        """The same inquiry with another form: what was found out of it stays."""
        found = replace(self, shown=shown)
        found.__dict__["interviews"] = self.interviews
        return found

    def knowing(self, section: Section, name: str) -> Interview:
        """The interview of the first document that knows a fact or a computed value; the first of all for none.

        One that has something to say on the question comes before one that is silent.
        """
        known = [one for one in self.interviews if _declares(one, section, name)]
        return next((one for one in known if not one.is_silent), known[0] if known else self.interviews[0])

    def stepped(self, section: Section, name: str, step: Callable[[Interview], Interview]) -> "Inquiry":
        """The inquiry after a step of one interview. Raises what the step raises."""
        before = self.knowing(section, name)
        after = step(before)

        def merged(whole: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
            return {known: value for known, value in whole.items() if known not in old} | dict(new)

        was, now = before.request, after.request
        request = replace(
            self.request,
            facts=merged(self.request.facts, was.facts, now.facts),
            given=merged(self.request.given, was.given, now.given),
            standing=merged(self.request.standing, was.standing, now.standing),
            more=merged(self.request.more, was.more, now.more),
        )
        trail = (*(entry for entry in self.trail if entry not in before.trail), *after.trail)
        return replace(self, request=request, passed=after.passed, trail=trail)

    def _interview(self, document: str) -> Interview:
        """The interview of a document; what only another document knows is left out of it."""
        entry = self.desk.edition(document, self.request.on)
        elsewhere = self.desk.library.facts_elsewhere(document)
        values = self.desk.library.knowledge(entry).program.values
        others = {
            name
            for other in self.documents
            if other != document
            for name in self.desk.library.knowledge(self.desk.edition(other, self.request.on)).program.values
        }

        def known(section: Section, name: str) -> bool:
            base = name.partition("[")[0]
            if section == "given":
                computed = name.rpartition(".")[2]
                return computed in values or computed not in others
            return base not in elsewhere

        def facts(table: Mapping[str, Any]) -> dict[str, Any]:
            return {name: value for name, value in table.items() if known("facts", name)}

        request = replace(
            self.request,
            document=document,
            facts=facts(self.request.facts),
            given={name: value for name, value in self.request.given.items() if known("given", name)},
            standing=facts(self.request.standing),
            more=facts(self.request.more),
        )
        trail = tuple(entered for entered in self.trail if known(*entered))
        return Interview(self.desk, request, self.passed, trail=trail)


def _declares(interview: Interview, section: Section, name: str) -> bool:
    """Whether a document has the fact, or the value."""
    program = interview.case.knowledge.program
    place = of_record(name)
    base = name.partition("[")[0]
    if section == "given":
        return name.rpartition(".")[2] in program.values and (place is None or base in program.facts)
    return base in program.facts
