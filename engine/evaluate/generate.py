"""Generates, for a question, the Python source that decides it: one function per named node, computed at most once.

A frame is a list: the inputs first, then a place for every named node, PENDING until it is computed. When recording,
what an open node noted is kept in the place before the last, to be noted again where the node is read again. That
variant serves the search for missing facts.
"""

from collections.abc import Callable
from typing import Any

from dsl.typed import program as p
from engine.evaluate.emission import Emission


class Generator(Emission):
    """Emits the functions of one or more roots over one layout."""

    def root(self, name: str, expression: p.Expression) -> None:
        """Emits `name(c)`, which computes an expression from a frame, and every node that it needs."""
        self._function(f"def {name}(c):", expression, "return {}")
        self._drain()

    def source(self) -> str:
        """The generated module: what was emitted since it was last asked for."""
        written = "\n".join([*self.preface, *self.lines, ""])
        self.preface.clear()
        self.lines.clear()
        return written

    def function(self, name: str) -> Callable[[list[Any]], Any]:
        """The compiled function of a root."""
        exec(compile(self.source(), "<generated>", "exec"), self.namespace)  # noqa: S102  # the source is our own
        found: Callable[[list[Any]], Any] = self.namespace[name]
        return found

    def together(self, name: str, tests: list[tuple[str, p.Expression]]) -> None:
        """Emits `name(c)`, which gives the names of the tests that are true."""
        for number, (_, test) in enumerate(tests):
            self.root(f"test_{number}", test)
        self._line(f"def {name}(c):")
        self._line(" found = []")
        for number, (label, _) in enumerate(tests):
            self._line(f" if test_{number}(c) is True: found.append({label!r})")
        self._line(" return tuple(dict.fromkeys(found))")

    def _drain(self) -> None:
        while self.wanted:
            kind, name = key = self.wanted.pop()
            if key in self.emitted:
                continue
            self.emitted.add(key)
            if kind == "live":
                self._live(name)
            elif kind == "derived":
                value = self.layout.program.values[name]
                assert value.record is not None
                self.variables = {value.record: "r"}
                at = self.layout.derived[(value.record, name)]
                self._function(
                    f"def d_{name}(c, r):", value.expression, f"r[{at}] = {{0}}; return {{0}}", f"(*r[-1], {at})"
                )
            else:
                at = self.layout.slot("value", name)
                self._function(
                    f"def v_{name}(c):",
                    self.layout.program.values[name].expression,
                    f"c[{at}] = {{0}}; return {{0}}",
                    str(at),
                )

    def _function(self, header: str, expression: p.Expression, ending: str, kept: str = "") -> None:
        self._line(header)
        with self._indented():
            if self.recording and kept:
                self._line("n = len(c[-1])")
            self._hoist((expression,))
            found = self.expression(expression)
            if self.recording and kept:
                self._line(f"if {found} is None: c[-2][{kept}] = c[-1][n:] = dict.fromkeys(c[-1][n:])")
            self._line(ending.format(found))
        self.variables, self.aliases = {}, []

    def _live(self, name: str) -> None:
        """A norm or exception is live when its conditions hold and nothing that defeats it is live."""
        self._line(f"def l_{name}(c):")
        with self._indented():
            if self.recording:
                self._line("n = len(c[-1])")
            self._line("t = True")
            for condition in self.layout.conditions(name):
                self._line("if t is not False:")
                with self._indented():
                    found = self.expression(condition)
                    self._line(f"if {found} is not True: t = {found}")
            for defeater in self.layout.defeaters(name):
                self._line("if t is not False:")
                with self._indented():
                    found = self.expression(defeater)
                    self._line(f"if {found} is not False: t = False if {found} else None")
            at = self.layout.slot("live", name)
            if self.recording:
                self._line(f"if t is None: c[-2][{at}] = c[-1][n:] = dict.fromkeys(c[-1][n:])")
                self._line("else: del c[-1][n:]")
            self._line(f"c[{at}] = t; return t")
        self.aliases = []
