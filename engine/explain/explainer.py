"""The explaining code of one knowledge base: generated for each question when it is explained again."""

from typing import Any
from weakref import WeakKeyDictionary

from engine.answer.answer import Answer
from engine.evaluate.interpret import Interpreter
from engine.evaluate.knowledge import KnowledgeBase
from engine.explain.step import Step
from engine.explain.tracing import Explaining, TraceGenerator
from engine.model.asked import Ground

_RANKS = {"live": 0, "open": 1, "defeated": 2, "untriggered": 3}
_EXPLAINERS: "WeakKeyDictionary[KnowledgeBase, Explainer]" = WeakKeyDictionary()


def explainer(knowledge: KnowledgeBase) -> "Explainer":
    """The explainer of a knowledge base, made once."""
    if knowledge not in _EXPLAINERS:
        _EXPLAINERS[knowledge] = Explainer(knowledge)
    return _EXPLAINERS[knowledge]


class Explainer:
    """The explaining functions of one knowledge base, generated for each question when it is first explained."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.program, self.layout = knowledge.program, knowledge.layout
        self.generator = TraceGenerator(knowledge.layout)
        self.roots: dict[str, Explaining] = {}
        self.norms: dict[str, Explaining] = {}
        self.coverings: dict[tuple[str, str], Explaining] = {}

    def question(self, answer: Answer, frame: list[Any]) -> Step:
        """The whole reasoning: the grounds by how they stand, or the steps behind a value."""
        asked = answer.asked
        name = asked.question.name
        if name not in self.roots:
            assert asked.root is not None
            self.generator.explain(f"root_{len(self.roots)}", asked.root)
            for number, ground in enumerate(asked.grounds):
                self._prepare(name, number, ground)
            self.roots[name] = self.generator.function(f"root_{len(self.roots)}")
            for ground in asked.grounds:
                self.norms[ground.norm] = self.generator.namespace[f"n_explain_{ground.norm}"]
            for number, ground in enumerate(asked.grounds):
                if ground.covering is not None:
                    generated = self.generator.namespace[f"covering_{len(self.roots)}_{number}"]
                    self.coverings[(name, ground.norm)] = generated
        seen: dict[Any, Step] = {}
        out: list[Step] = []
        if not asked.grounds:
            value = self.roots[name](frame, seen, out)
            return Step("question", asked.question, value, (), tuple(out))
        grounds = sorted(
            (self._ground(answer, ground, frame, seen) for ground in asked.grounds),
            key=lambda step: _RANKS[step.status],
        )
        return Step("question", asked.question, self.roots[name](frame, {}, []), (), tuple(grounds))

    def _prepare(self, question: str, number: int, ground: Ground) -> None:
        self.generator.norm(ground.norm)
        if ground.covering is not None:
            self.generator.explain(f"covering_{len(self.roots) + 1}_{number}", ground.covering)

    def _ground(self, answer: Answer, ground: Ground, frame: list[Any], seen: dict[Any, Step]) -> Step:
        """One ground of a position: a norm, what the question adds to it, and what says the contrary."""
        step: Step = self.norms[ground.norm](frame, seen)
        extra: list[Step] = []
        status = step.status
        if ground.covering is not None and status in ("live", "open"):
            covered = self.coverings[(answer.asked.question.name, ground.norm)](frame, seen, extra)
            if covered is False:
                norm = self.program.norms[ground.norm]
                aspect = self.program.terms.get(f"aspect:{answer.asked.question.covering}")
                extra = extra or [Step("uncovered", norm, False, norm.citations, detail=(aspect,))]
                return step._replace(children=tuple(extra), status="untriggered")
            if covered is None:
                status = "open"
        interpreter = Interpreter(self.layout, frame)
        for other in ground.contrary:
            live = interpreter.named("live", other)
            if live is not False:
                opposed = self.program.norms[other]
                extra.append(Step("opposed", opposed, live, opposed.citations))
        if not extra and status == step.status:
            return step
        return step._replace(children=(*step.children, *extra), status=status)
