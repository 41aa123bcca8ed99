"""Generates, once for each node, the code that explains it: the same values as the answer, and the steps behind them.

In the generated functions `c` is the frame and `seen` the steps explained so far.
"""

from collections.abc import Callable
from typing import Any

from dsl.typed import program as p
from engine.evaluate.layout import Layout
from engine.explain.step_emission import StepEmission, all_of
from engine.model.expressions import conjuncts

Explaining = Callable[..., Any]
"""A generated explaining function: takes a frame and what was explained so far."""


class TraceGenerator(StepEmission):
    """Emits the explaining functions of one program, each when it is first needed."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self.explained: set[tuple[str, str]] = set()

    # ---- whole functions

    def explain(self, name: str, expression: p.Expression) -> None:
        """Emits `name(c, seen, out)`, which appends the steps of an expression and returns its value."""
        self._line(f"def {name}(c, seen, out):")
        with self._indented():
            place = self.expression(expression)
            self._steps(expression, "out")
            self._line(f"return {place}")
        self._finish()

    def norm(self, name: str) -> None:
        """Emits the explaining function of a norm or exception, `n_NAME(c, seen)`."""
        self.want("norm", name)
        self._finish()

    def _finish(self) -> None:
        while self.explaining:
            key = self.explaining.pop()
            if key in self.explained:
                continue
            self.explained.add(key)
            self.variables, self.aliases, self.places = {}, [], {}
            getattr(self, f"_explain_{key[0]}")(key[1])
        self._drain()

    def _explain_value(self, name: str) -> None:
        node = self.layout.program.values[name]
        self._line(f"def v_explain_{name}(c, seen):")
        with self._indented():
            self._line(f"s = seen.get({name!r})")
            self._line("if s is not None: return again(s)")
            value = self._named("value", name)
            self.expression(node.expression)
            self._line("out = []")
            self._steps(node.expression, "out")
            self._line(
                f"s = seen[{name!r}] = Step('value', {self._object(node)}, {value}, "
                f"{self._object(node.citations)}, tuple(out))"
            )
            self._line("return s")

    def _explain_derived(self, name: str) -> None:
        node = self.layout.program.values[name]
        assert node.record is not None
        self.variables = {node.record: "r"}
        self._line(f"def dr_explain_{name}(c, r, place, seen):")
        with self._indented():
            self._line(f"key = ({name!r}, r[-1])")
            self._line("s = seen.get(key)")
            self._line("if s is not None: return again(s)")
            at = self.layout.derived[(node.record, name)]
            self.wanted.append(("derived", name))
            self._line(f"v = r[{at}]")
            self._line(f"if v is PENDING: v = d_{name}(c, r)")
            self.expression(node.expression)
            self._line("out = []")
            self._steps(node.expression, "out")
            self._line(
                f"s = seen[key] = Step('value', {self._object(node)}, v, {self._object(node.citations)}, "
                "tuple(out), '', False, (place,))"
            )
            self._line("return s")

    def _explain_norm(self, name: str) -> None:
        program = self.layout.program
        node: p.Norm | p.Exception_ = program.norms.get(name) or program.exceptions[name]
        kind = "norm" if isinstance(node, p.Norm) else "exception"
        self._line(f"def n_explain_{name}(c, seen):")
        with self._indented():
            self._line(f"s = seen.get(('live', {name!r}))")
            self._line("if s is not None: return again(s)")
            live = self._named("live", name)
            found = [self.expression(condition.expression) for condition in node.conditions]
            parts = [
                self.places[id(part)]
                for condition in node.conditions
                for part in conjuncts(condition.expression)
                if id(part) in self.places
            ]
            self._line(f"applies = {all_of(found)}")
            self._line(
                f"status = 'live' if {live} else 'open' if {live} is None else "
                "'untriggered' if applies is False else 'defeated'"
            )
            self._line("out = []")
            for condition, place in zip(node.conditions, found, strict=True):
                self._line(
                    f"if not ((applies is False and {place} is not False) or (status == 'open' and {place} is True)):"
                )
                with self._indented():
                    self._line("pass")
                    self._steps(condition.expression, "out")
            self._defeaters(name)
            met = " + ".join(f"({part} is True)" for part in parts) or "0"
            self._line(
                f"s = seen[('live', {name!r})] = Step({kind!r}, {self._object(node)}, {live}, "
                f"{self._object(node.citations)}, tuple(out), status, False, ({met},))"
            )
            self._line("return s")

    def _defeaters(self, name: str) -> None:
        names = self.layout.defeater_names(name)
        if not names:
            return
        self._line("if applies is not False:")
        with self._indented():
            self._line("untouched = []")
            for defeater, expression in zip(names, self.layout.defeaters(name), strict=True):
                explain = self.want("norm", defeater)
                place = self.expression(expression)
                self._line(f"if {place} is not False: out.append({explain}(c, seen))")
                self._line(f"else: untouched.append({explain})")
            self._line("if untouched and status == 'live':")
            with self._indented():
                self._line("rejected = tuple([explain(c, seen) for explain in untouched])")
                self._line(
                    "out.append(Step('untouched', tuple([s.subject for s in rejected]), False, "
                    "tuple([k for s in rejected for k in s.citations[:1]]), rejected))"
                )
