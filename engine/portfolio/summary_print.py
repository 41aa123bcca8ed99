"""The summary of a portfolio, for a terminal and as a page of its own."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from dsl.harmless import harmless
from dsl.typed import program as p
from engine.explain.wording import wording_of
from engine.library.knowledge import KnowledgeBase
from engine.meaning.marks import ABSENT
from engine.portfolio.layered_question import Presumed
from engine.portfolio.portfolio_run import Outcome
from engine.portfolio.result_columns import Plans
from engine.portfolio.summary import Bar, QuestionSummary
from engine.tongues import Tongue

_WIDTH, _HEIGHT = 640, 160
_SHOWN = 5
"""How many grounds and presumptions a terminal shows."""


def lines(outcome: Outcome, call: str, tongue: Tongue) -> Iterator[str]:
    """The summary, a line for each thing."""
    words, colon = tongue.words("portfolio"), tongue.advice["colon"]
    yield words.say(
        "answered", cases=str(outcome.cases), bad=str(outcome.bad), elsewhere=str(outcome.by_itself.elsewhere)
    )
    if outcome.by_itself.searched:
        yield words.say("searched", searched=str(outcome.by_itself.searched), settled=str(outcome.by_itself.settled))
    for each in outcome.questions:
        yield ""
        yield f"{each.question}{colon} {_asks(outcome, each, tongue)}"
        for label, counts in _answers(each, outcome.knowledge, tongue):
            yield f"  {label}{colon} {', '.join(f'{name} {number}' for name, number in counts.items())}"
        for label, grounds in _grounds(each, outcome.knowledge, tongue):
            yield f"  {label}{colon}"
            yield from (f"    {number}  {name}" for name, number in grounds[:_SHOWN])
        yield f"  {words['facts_missing']}{colon} {each.facts_missing}"
        if each.total is not None:
            yield f"  {_total(outcome, each, tongue)}"
        if each.largest:
            shown = ", ".join(f"{name} {tongue.money(amount, each.currency)}" for name, amount in each.largest)
            yield harmless(f"  {words['largest']}{colon} {shown}")
    yield ""
    yield harmless(words.say("full", call=call))


def page(outcome: Outcome, title: str, call: str, tongue: Tongue) -> str:
    """The summary as one page of HTML, with its histograms drawn in it."""
    words, colon = tongue.words("portfolio"), tongue.advice["colon"]
    said = words.say(
        "answered", cases=str(outcome.cases), bad=str(outcome.bad), elsewhere=str(outcome.by_itself.elsewhere)
    )
    parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(said)}</p>"]
    if outcome.by_itself.searched:
        sought = words.say("searched", searched=str(outcome.by_itself.searched), settled=str(outcome.by_itself.settled))
        parts.append(f"<p>{escape(sought)}</p>")
    for each in outcome.questions:
        parts.append(f"<h2>{escape(_asks(outcome, each, tongue))}</h2>")
        answers = [(label, list(counts.items())) for label, counts in _answers(each, outcome.knowledge, tongue)]
        for label, counted in [*answers, *_grounds(each, outcome.knowledge, tongue)]:
            rows = "".join(f"<tr><td>{escape(name)}</td><td>{number}</td></tr>" for name, number in counted)
            parts.append(f"<table><caption>{escape(label)}</caption>{rows}</table>")
        parts.append(f"<p>{escape(words['facts_missing'])}{colon} {each.facts_missing}</p>")
        if each.total is not None:
            parts.append(f"<p>{escape(_total(outcome, each, tongue))}</p>")
        if each.bars:
            parts.append(_histogram(each.bars, words["histogram"], each.currency, tongue))
        if each.largest:
            rows = "".join(
                f"<tr><td>{escape(name)}</td><td>{escape(tongue.money(amount, each.currency))}</td></tr>"
                for name, amount in each.largest
            )
            parts.append(f"<table><caption>{escape(words['largest'])}</caption>{rows}</table>")
    parts.append(f"<p><code>{escape(words.say('full', call=call))}</code></p>")
    style = "body{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}caption{text-align:left;font-weight:bold}table{margin:1rem 0;border-collapse:collapse}td{padding:0 1.5rem 0 0}td+td{text-align:right}"
    return harmless(
        f'<!doctype html>\n<html lang="{tongue.tag}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{style}</style></head><body>\n" + "\n".join(parts) + "\n</body></html>\n"
    )


def plan_lines(plans: Plans, tongue: Tongue) -> Iterator[str]:
    """How the questions are computed, and what of each SQL doesn't say."""
    words = tongue.words("portfolio")
    yield words.say("plan", stages=str(len(plans.decided.steps) + len(plans.left_open.steps)))
    for put in plans.put:
        yield f"{put.question}{tongue.advice['colon']}"
        beyond = dict.fromkeys((*put.decided.beyond, *put.left_open.beyond))
        if not beyond:
            yield f"  {words['all_in_sql']}"
        for each in beyond:
            yield f"  {words.say('beyond', what=words.say(each.reason, what=each.what))}"


def _total(outcome: Outcome, summary: QuestionSummary, tongue: Tongue) -> str:
    """The sum of all amounts, and of how many cases it is."""
    assert summary.total is not None
    amount = tongue.money(summary.total, summary.currency)
    counted = {"amounts": str(summary.amounts), "cases": str(outcome.cases)}
    return tongue.words("portfolio").say("total", amount=amount, **counted)


def _asks(outcome: Outcome, summary: QuestionSummary, tongue: Tongue) -> str:
    return outcome.knowledge.asked(summary.question).question.text.in_language(tongue.tag)


def _answers(
    summary: QuestionSummary, knowledge: KnowledgeBase, tongue: Tongue
) -> Iterator[tuple[str, Mapping[str, int]]]:
    """How many cases have each answer, in each layer."""
    words = tongue.words("portfolio")
    yield words["strictly"], {words[word]: number for word, number in summary.strictly.items()}
    yield words["ordinarily"], {words[word]: number for word, number in summary.ordinarily.items()}
    for (axis, name), counts in summary.under.items():
        readings = knowledge.program.ambiguities[axis].readings
        (reading,) = (each for each in readings if each.name == name)
        label = words.say("under", reading=reading.text.in_language(tongue.tag))
        yield label, {words[word]: number for word, number in counts.items()}


def _grounds(
    summary: QuestionSummary, knowledge: KnowledgeBase, tongue: Tongue
) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """What carries the answers, and what is taken for granted for them, in how many cases."""
    words, program = tongue.words("portfolio"), knowledge.program

    def declared(name: str) -> p.Norm | p.Exception_ | p.Value:
        return program.norms.get(name) or program.exceptions.get(name) or program.values[name]

    def presumed(item: Presumed) -> str:
        if item.column is None:
            return _taken(program.facts[item.name], knowledge, tongue)
        list_ = program.facts[knowledge.layout.inputs[item.slot][1]]
        field = program.records[list_.type.name].fields[item.column]
        return f"{list_.text.in_language(tongue.tag)}{tongue.advice['colon']} {_taken(field, knowledge, tongue)}"

    yield (
        words["carried_by"],
        [(declared(name).text.in_language(tongue.tag), n) for name, n in summary.carried_by.items()],
    )
    if summary.presumed:
        yield words["presumed"], [(presumed(item), n) for item, n in summary.presumed.items()]


def _taken(fact: p.Fact, knowledge: KnowledgeBase, tongue: Tongue) -> str:
    """What is presumed of a fact or field: as it is told where that is the same in every case."""
    assert fact.presumption is not None
    wording = wording_of(knowledge, tongue.tag)
    match fact.presumption.expression:
        case p.Constant(value=value, type=type_):
            return wording.stated(fact, ABSENT if value is None and type_.optional else value)
        case _:
            return tongue.words("portfolio").say("as_the_rest_has_it", fact=wording.phrase(fact.text))


def _histogram(bars: Sequence[Bar], title: str, currency: str, tongue: Tongue) -> str:
    most = max(bar.cases for bar in bars) or 1
    width = _WIDTH // len(bars)
    drawn = "".join(
        f'<rect x="{at * width}" y="{_HEIGHT - _HEIGHT * bar.cases // most}" width="{width - 2}"'
        f' height="{_HEIGHT * bar.cases // most}" fill="#345"><title>'
        f"{escape(tongue.money(bar.low, currency))} – {escape(tongue.money(bar.high, currency))}{tongue.advice['colon']} {bar.cases}"
        "</title></rect>"
        for at, bar in enumerate(bars)
    )
    return f'<figure><figcaption>{escape(title)}</figcaption><svg role="img" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}"><title>{escape(title)}</title>{drawn}</svg></figure>'
