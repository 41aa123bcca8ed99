"""The summary of a portfolio, for a terminal and as a page of its own."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from dsl.harmless import harmless
from engine.portfolio.portfolio_run import Outcome
from engine.portfolio.result_columns import Put
from engine.portfolio.summary import Bar, QuestionSummary
from engine.tongues import Tongue

_WIDTH, _HEIGHT = 640, 160


def lines(outcome: Outcome, call: str, tongue: Tongue) -> Iterator[str]:
    """The summary, a line for each thing."""
    words = tongue.words("portfolio")
    yield words.say("answered", cases=str(outcome.cases), bad=str(outcome.bad), elsewhere=str(outcome.elsewhere))
    for each in outcome.questions:
        yield ""
        yield each.question
        for label, counts in _tables(each, tongue):
            yield f"  {label}: {', '.join(f'{name} {number}' for name, number in list(counts.items())[:5])}"
        yield f"  {words['facts_missing']}: {each.facts_missing}"
        if each.total is not None:
            yield f"  {words['total']}: {tongue.money(each.total, each.currency)}"
        if each.largest:
            shown = ", ".join(f"{name} {tongue.money(amount, each.currency)}" for name, amount in each.largest)
            yield harmless(f"  {words['largest']}: {shown}")
    yield ""
    yield harmless(words.say("full", call=call))


def page(outcome: Outcome, title: str, call: str, tongue: Tongue) -> str:
    """The summary as one page of HTML, with its histograms drawn in it."""
    words = tongue.words("portfolio")
    said = words.say("answered", cases=str(outcome.cases), bad=str(outcome.bad), elsewhere=str(outcome.elsewhere))
    parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(said)}</p>"]
    for each in outcome.questions:
        parts.append(f"<h2>{escape(each.question)}</h2>")
        for label, counts in _tables(each, tongue):
            rows = "".join(f"<tr><td>{escape(name)}</td><td>{number}</td></tr>" for name, number in counts.items())
            parts.append(f"<table><caption>{escape(label)}</caption>{rows}</table>")
        parts.append(f"<p>{escape(words['facts_missing'])}: {each.facts_missing}</p>")
        if each.total is not None:
            parts.append(f"<p>{escape(words['total'])}: {escape(tongue.money(each.total, each.currency))}</p>")
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


def plan_lines(put: Put, tongue: Tongue) -> Iterator[str]:
    """How a question is computed, and what of it SQL doesn't say."""
    words = tongue.words("portfolio")
    plans = (put.decided, put.left_open)
    stages = sum(len(plan.stages) for plan in plans)
    yield words.say("plan", question=put.question, stages=str(stages))
    beyond = dict.fromkeys(each for plan in plans for each in plan.beyond)
    if not beyond:
        yield f"  {words['all_in_sql']}"
    for each in beyond:
        yield f"  {words.say('beyond', what=words.say(each.reason, what=each.what))}"


def _tables(summary: QuestionSummary, tongue: Tongue) -> Iterator[tuple[str, Mapping[str, int]]]:
    words = tongue.words("portfolio")
    yield words["strictly"], {words[word]: number for word, number in summary.strictly.items()}
    yield words["ordinarily"], {words[word]: number for word, number in summary.ordinarily.items()}
    for reading, counts in summary.under.items():
        yield words.say("under", reading=reading), {words[word]: number for word, number in counts.items()}
    yield words["carried_by"], summary.carried_by
    if summary.presumed:
        yield words["presumed"], summary.presumed


def _histogram(bars: Sequence[Bar], title: str, currency: str, tongue: Tongue) -> str:
    most = max(bar.cases for bar in bars) or 1
    width = _WIDTH // len(bars)
    drawn = "".join(
        f'<rect x="{at * width}" y="{_HEIGHT - _HEIGHT * bar.cases // most}" width="{width - 2}"'
        f' height="{_HEIGHT * bar.cases // most}" fill="#345"><title>'
        f"{escape(tongue.money(bar.low, currency))} – {escape(tongue.money(bar.high, currency))}: {bar.cases}"
        "</title></rect>"
        for at, bar in enumerate(bars)
    )
    return f'<figure><figcaption>{escape(title)}</figcaption><svg role="img" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}"><title>{escape(title)}</title>{drawn}</svg></figure>'
