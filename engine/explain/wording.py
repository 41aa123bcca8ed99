"""Steps of the reasoning in words: one sentence for each, in English or in Swiss French.

The fixed phrases are `engine/explain/phrases.py`; everything else comes from the knowledge base.
"""

from typing import Any

from dsl import program as p
from engine.evaluate.functions import ABSENT
from engine.explain.phrases import COMPARISONS, PHRASES
from engine.explain.trace import Step
from engine.explain.values import option_text, show_value

_SIGNS = {"add": "+", "subtract": "−", "multiply": "×", "divide": "÷"}


class Wording:
    """Puts the steps of one program into words of one language."""

    def __init__(self, program: p.Program, language: str) -> None:
        self.program, self.language = program, language
        self.phrases = PHRASES[language]

    def say(self, key: str, **words: Any) -> str:
        """A fixed phrase with its gaps filled."""
        return self.phrases[key].format(**words)

    def phrase(self, phrase: p.Phrase | None) -> str:
        """A phrase of the knowledge base."""
        return phrase.in_language(self.language) if phrase else ""

    def value(self, value: Any, type_: p.Type) -> str:
        """A value in words and figures."""
        return show_value(value, type_, self.program, self.language)

    # ---- steps

    def step(self, step: Step) -> str:
        """The sentence of a step, without its citation and without a full stop."""
        sentence: str = getattr(self, f"_{step.kind}")(step)
        if step.again:
            sentence = self.say("again", sentence=sentence)
        return capital(sentence)

    def _question(self, step: Step) -> str:
        return self.phrase(step.subject.text)

    def _norm(self, step: Step) -> str:
        return self.say(f"norm_{step.status}", norm=bare(self.phrase(step.subject.text)))

    def _exception(self, step: Step) -> str:
        return self.say(f"exception_{step.status}", exception=bare(self.phrase(step.subject.text)))

    def _untouched(self, step: Step) -> str:
        separator = "\u00a0; " if self.language == "fr" else "; "
        return self.say("untouched", exceptions=separator.join(bare(self.phrase(node.text)) for node in step.subject))

    def _uncovered(self, step: Step) -> str:
        return self.say("uncovered")

    def _opposed(self, step: Step) -> str:
        return self.say("opposed" if step.value else "opposed_open", norm=bare(self.phrase(step.subject.text)))

    def _fact(self, step: Step) -> str:
        return self._stated(step.subject, step.value)

    def _field(self, step: Step) -> str:
        return self._stated(step.subject, step.value)

    def _value(self, step: Step) -> str:
        return self._stated(step.subject, step.value)

    def _stated(self, node: p.Fact | p.Value, value: Any) -> str:
        """A yes/no matter as a sentence, anything else as a label with its value."""
        if node.type.kind == "boolean":
            if value is None:
                return self._unknown(node)
            return bare(self.phrase(node.text if value else node.otherwise))
        if value is None:
            return self._unknown(node)
        return self.say("labelled", label=self.phrase(node.text), value=self.value(value, node.type))

    def _unknown(self, node: p.Fact | p.Value) -> str:
        if isinstance(node, p.Fact) and node.ask is not None:
            return self.say("unknown_fact", question=self.phrase(node.ask))
        return self.say("unknown_value", label=bare(self.phrase(node.text)))

    def _reading(self, step: Step) -> str:
        ambiguity: p.Ambiguity = step.subject
        if step.value is None:
            return self.say("reading_open", question=self.phrase(ambiguity.text))
        chosen = option_text(step.value, ambiguity.name, self.program, self.language)
        return self.say("reading", question=self.phrase(ambiguity.text), reading=bare(chosen))

    def _comparison(self, step: Step) -> str:
        found, subjects = step.detail
        if found[0] is ABSENT or found[1] is ABSENT:
            absent = subjects[0] if found[0] is ABSENT else subjects[1]
            return self.say("absent", label=self._label(absent))
        left, right = (self._operand(subject, value, operand.type) for subject, value, operand in
                       zip(subjects, found, step.subject.operands, strict=True))
        if step.value is None:
            return self.say("comparison_open", left=left, right=right)
        return f"{left} {COMPARISONS[self.language][(step.subject.operator, step.value)]} {right}"

    def _option(self, step: Step) -> str:
        value, options, subject = step.detail
        type_ = step.subject.type
        if value is None:
            return self.say("unknown_value", label=self._label(subject))
        shown = self.value(value, type_)
        stated = self.say("labelled", label=self._label(subject), value=shown)
        if step.value or len(options) > 4:
            return stated
        wanted = self.say("or").join(option_text(o, type_.name, self.program, self.language) for o in options)
        return self.say("instead_of", stated=stated, wanted=wanted)

    def _existence(self, step: Step) -> str:
        label = self._label(step.detail[0])
        return self.say("unknown_value" if step.value is None else "absent" if step.value else "present", label=label)

    def _list(self, step: Step) -> str:
        fact, number, shown = step.detail
        record = self.phrase(self.program.records[step.subject.record].text)
        if number is None:
            return self._unknown(fact) if isinstance(fact, p.Fact) else self.say("unknown_value", label=record)
        match step.subject.operator:
            case "some":
                key = "some_open" if step.value is None else "some" if step.value else "some_not"
                return self.say(key if number or step.value else "list_empty", record=record, number=number)
            case "every":
                key = "every_open" if step.value is None else "every" if step.value else "every_not"
                return self.say(key, record=record, number=number)
            case "count":
                if step.value is None:
                    return self.say("count_open", record=record)
                return self.say("count", record=record, number=step.value, all=number)
            case operator:
                value = self.value(step.value, step.subject.type)
                return self.say(operator, record=record, value=value, number=shown)

    def _record(self, step: Step) -> str:
        number, result = step.detail
        record = self.phrase(step.subject.text)
        if isinstance(result, bool) or result is None:
            key = "record_open" if result is None else "record_counts" if step.value is not False else "record_not"
            return self.say(key, record=record, number=number)
        return self.say("record_value", record=record, number=number, value=str(result))

    def _row(self, step: Step) -> str:
        number, found, subjects = step.detail
        if step.value is None:
            return self.say("row_open")
        inputs = ", ".join(
            self._operand(subject, value, getattr(subject, "type", _type_of(subject)))
            for subject, value in zip(subjects, found, strict=True))
        type_ = step.subject.result.type
        return self.say("row", number=number, inputs=inputs, value=self.value(step.value, type_))

    def _arithmetic(self, step: Step) -> str:
        found, subjects = step.detail
        expression = step.subject
        operands = expression.operands if isinstance(expression, p.Operation) else expression.arguments
        shown = [self._operand(subject, value, operand.type)
                 for subject, value, operand in zip(subjects, found, operands, strict=True)
                 if not (isinstance(operand, p.Constant) and operand.type.name == "rounding")]
        result = self.value(step.value, expression.type)
        if isinstance(expression, p.Operation):
            return f"{shown[0]} {_SIGNS[expression.operator]} {shown[1]} = {result}"
        return self.say(f"function_{expression.name}", arguments=(self.say("and")).join(shown), first=shown[0],
                        second=shown[1] if len(shown) > 1 else "", result=result)

    # ---- operands

    def _operand(self, subject: Any, value: Any, type_: p.Type) -> str:
        shown = self.value(value, type_)
        if isinstance(subject, p.Constant):
            return shown
        label = self._label(subject)
        return f"{label} ({shown})" if label else shown

    def _label(self, subject: Any) -> str:
        match subject:
            case p.Fact() | p.Value():
                return bare(self.phrase(subject.text))
            case (node, record, number):
                return self.say("of_record", label=bare(self.phrase(node.text)), record=self.phrase(record.text),
                                number=number)
            case _:
                return ""


def _type_of(subject: Any) -> p.Type:
    if isinstance(subject, tuple):
        type_: p.Type = subject[0].type
        return type_
    return p.Type("integer")


def bare(text: str) -> str:
    """A phrase without the full stop that would stand in the middle of a sentence."""
    return text.rstrip().rstrip(".")


def capital(text: str) -> str:
    """A sentence with a capital first letter."""
    return text[:1].upper() + text[1:]
