"""Values as counsel reads them: dates, amounts, rates and lengths of time, as each language writes them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from dsl.typed import program as p
from engine.meaning.marks import ABSENT
from engine.model.laws import surroundings
from engine.tongues import tongue


def show_value(value: Any, type_: p.Type, program: p.Program, language: str = "en") -> str:
    """A typed value in words and figures; unknown and none are told apart."""
    speech = tongue(language)
    if value is None:
        return speech.measures["unknown"]
    if value is ABSENT:
        return speech.measures["none"]
    match type_.kind:
        case "boolean":
            return speech.measures["yes" if value else "no"]
        case "choice":
            return option_text(value, type_.name, program, language)
        case "money":
            return speech.money(value, type_.name)
        case "percent":
            return speech.percent(Decimal(value))
        case "ratio":
            return speech.ratio(Fraction(value))
        case "date":
            return speech.date(value)
        case "instant":
            return speech.moment(surroundings(program.edition).local(value))
        case "days" | "duration":
            return speech.span(value, in_days=type_.kind == "days")
        case "period":
            return speech.counted(value, "month")
        case "list":
            return str(len(value))
        case _:
            return speech.number(value) if isinstance(value, int | Decimal) else str(value)


def option_text(name: str, choice: str, program: p.Program, language: str) -> str:
    """The label of an option of a choice, of a party, or of a reading."""
    if choice == "party":
        return program.terms[f"party:{name}"].text.in_language(language)
    declared = program.choices.get(choice)
    options = declared.options if declared else program.ambiguities[choice].readings
    return next(option.text.in_language(language) for option in options if option.name == name)
