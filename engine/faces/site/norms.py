"""Norms, exceptions, computed terms and ambiguities as entries of a page: a heading, a gist, lines that may nest."""

from dataclasses import dataclass

from dsl.typed import program as p
from engine.explain.values import option_text
from engine.faces.site import links
from engine.faces.site.conditions import Conditions, Said, is_short
from engine.faces.site.grids import Grid, grid_of
from engine.faces.site.scribe import Scribe
from engine.print.markdown_text import plain
from engine.tongues.writing import capital

_QUALIFIERS = ("notice", "form", "extent", "duration", "consequence", "sanction")


@dataclass(frozen=True, slots=True)
class Entry:
    """One declaration on a page. `lines` are the lines of a Markdown list, `grid` a table below it."""

    anchor: str
    heading: str
    kind: str
    citation: str
    lines: tuple[str, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of an ambiguity."""

    text: str
    argument: str
    standing: str


@dataclass(frozen=True, slots=True)
class Controversy:
    """An ambiguity with its readings, what reads it, and the questions whose answer it can change."""

    anchor: str
    question: str
    citation: str
    readings: tuple[ReadingRow, ...]
    readers: tuple[str, ...]
    questions: tuple[str, ...]


class Entries:
    """Makes the entries of one edition for one page."""

    def __init__(self, scribe: Scribe) -> None:
        self.scribe, self.volume, self.words = scribe, scribe.volume, scribe.words
        self.conditions = Conditions(scribe)

    def norm(self, norm: p.Norm) -> Entry:
        """A norm, headed by its gist, with everything that qualifies it."""
        return Entry(
            links.anchor(norm.name),
            capital(self.scribe.say(norm.text)),
            self.words[norm.kind],
            self.scribe.cite(norm.citations),
            tuple(self._norm_lines(norm)),
        )

    def exception(self, exception: p.Exception_) -> Entry:
        """An exception, what it limits, and what limits it."""
        scribe, program = self.scribe, self.scribe.program
        targets = [program.norms.get(name) or program.exceptions[name] for name in exception.targets]
        lines = self._linked("limits", [f"{scribe.declared(t)} ({scribe.cite(t.citations[:1])})" for t in targets])
        lines += self._condition("when", exception.conditions)
        lines += self._limited_by(exception.name)
        return Entry(
            links.anchor(exception.name),
            capital(scribe.say(exception.text)),
            self.words["exception"],
            scribe.cite(exception.citations),
            tuple(lines),
        )

    def computed(self, value: p.Value) -> tuple[str, ...]:
        """How a value is worked out, as the lines of a list; empty where it is a table."""
        if grid_of(value, self.conditions) is not None:
            return ()
        return tuple(self._labelled(self.words["computed_so"], self.conditions.computed(value.expression)))

    def value(self, value: p.Value) -> Entry:
        """A computed term: how it is computed, as a table where it is one."""
        scribe = self.scribe
        grid = grid_of(value, self.conditions)
        lines = list(self.computed(value))
        if value.record is not None:
            lines = [f"- {scribe.word('per', record=scribe.say(scribe.program.records[value.record].text))}", *lines]
        lines += self._questions(value.name)
        return Entry(
            links.anchor(value.name),
            capital(scribe.say(value.text)),
            scribe.type(value.type),
            scribe.cite(value.citations),
            tuple(lines),
            grid,
        )

    def controversy(self, ambiguity: p.Ambiguity) -> Controversy:
        """An ambiguity with its readings."""
        scribe, program = self.scribe, self.scribe.program
        readings = tuple(
            ReadingRow(
                capital(plain(option_text(reading.name, ambiguity.name, program, scribe.language))),
                capital(scribe.say(reading.because)),
                self.words[f"preferred_{reading.preferred}"] if reading.preferred else "",
            )
            for reading in ambiguity.readings
        )
        readers = tuple(scribe.declared(node) for node in self.volume.readers_of(ambiguity.name, "ambiguity"))
        return Controversy(
            links.anchor(ambiguity.name),
            plain(scribe.phrase(ambiguity.text)),
            scribe.cite(ambiguity.citations),
            readings,
            readers,
            tuple(self.questions_reading(ambiguity.name)),
        )

    def questions_reading(self, name: str) -> list[str]:
        """The questions, linked, whose answer an ambiguity can change."""
        found = []
        for question in self.volume.program.questions:
            if f"ambiguity:{name}" in self.volume.reached(question):
                found.append(self.scribe.question(question))
        return found

    # ---- the lines of a norm

    def _norm_lines(self, norm: p.Norm) -> list[str]:
        scribe = self.scribe
        lines = self._condition("when", norm.conditions) + self._condition("while", norm.conditions)
        if not lines:
            lines = [f"- **{self.words['when']}**{self.words['colon']} {self.words['unconditional']}"]
        unstated = []
        for kind in _QUALIFIERS:
            found = self._qualifier(norm, kind)
            lines += found
            if not found and any(qualifier.kind == kind for qualifier in norm.qualifiers):
                unstated.append(self.words[kind].lower())
        if norm.deadline is not None:
            lines += self._labelled(self.words["deadline"], Said(self.conditions.term(norm.deadline)))
        if norm.breached is not None:
            lines += self._labelled(self.words["breached"], self.conditions.said(norm.breached))
        for covering in norm.coverings:
            aspect = scribe.term("aspect", covering.aspect)
            if isinstance(covering.condition, p.Constant):
                said = Said(self.words["covers_yes" if covering.condition.value else "covers_no"])
            else:
                inner = self.conditions.said(covering.condition)
                said = (
                    Said(f"{self.words['if']} {inner.inline()}")
                    if is_short(inner)
                    else Said(f"{self.words['if']} {inner.text}", inner.parts)
                )
            lines += self._labelled(f"{self.words['covers']} – {aspect}", said)
        if unstated:
            lines.append(f"- **{self.words['nothing_stated_on']}**{self.words['colon']} {', '.join(unstated)}")
        lines += self._limited_by(norm.name)
        lines += self._priorities(norm.name)
        lines += self._questions(norm.name)
        return lines

    def _qualifier(self, norm: p.Norm, kind: str) -> list[str]:
        stated = [q for q in norm.qualifiers if q.kind == kind]
        required = [c for c in norm.conditions if c.kind == kind]
        texts = [self.scribe.say(q.text) for q in stated if q.text]
        if not texts and not required:
            return []
        lines = [f"- **{self.words[kind]}**{self.words['colon']} {'; '.join(texts) or self.words['required']}"]
        for condition in required:
            said = self.conditions.said(condition.expression)
            lines += (
                Said(f"{self.words['required']}{self.words['colon']} {said.inline()}").lines(1)
                if is_short(said)
                else Said(f"{self.words['required']}{self.words['colon']} {said.text}", said.parts, said.joint).lines(1)
            )
        return lines

    def _condition(self, kind: str, conditions: tuple[p.Condition, ...]) -> list[str]:
        found = [condition.expression for condition in conditions if condition.kind == kind]
        if not found:
            return []
        whole = found[0] if len(found) == 1 else p.Operation("and", tuple(found), p.Type("boolean"))
        return self._labelled(self.words[kind], self.conditions.said(whole))

    def _labelled(self, label: str, said: Said) -> list[str]:
        head = f"- **{label}**{self.words['colon']} "
        if is_short(said):
            return [head + said.inline()]
        return [head + said.text, *(line for part in said.parts for line in part.lines(1))]

    def _limited_by(self, name: str) -> list[str]:
        found = [
            f"{self.scribe.declared(e)} ({self.scribe.cite(e.citations[:1])})" for e in self.volume.limits.get(name, ())
        ]
        return self._linked("limited_by", found)

    def _priorities(self, name: str) -> list[str]:
        norms = self.scribe.program.norms
        lines = []
        for priority in self.scribe.program.priorities:
            for own, other, key in (
                (priority.name, priority.over, "prevails"),
                (priority.over, priority.name, "yields"),
            ):
                if own == name:
                    lines += self._linked(
                        key, [f"{self.scribe.declared(norms[other])} ({self.scribe.cite(priority.citations)})"]
                    )
        return lines

    def _questions(self, name: str) -> list[str]:
        return self._linked("bears_on", [self.scribe.question(q) for q in self.volume.questions_on.get(name, ())])

    def _linked(self, key: str, found: list[str]) -> list[str]:
        if not found:
            return []
        head = f"- **{self.words[key]}**{self.words['colon']}"
        return [f"{head} {found[0]}"] if len(found) == 1 else [head, *(f"    - {one}" for one in found)]
