"""Which passages behind an answer changed after they were encoded."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.answer.answer import Answer
from engine.explain.cite import Citer
from engine.explain.step import Step
from engine.explain.trace import trace
from engine.tongues import tongue

if TYPE_CHECKING:
    from engine.model.staleness import StalePassage


def stale(answer: Answer) -> "tuple[StalePassage, ...]":
    """The stale passages that an answer relies on; a silence relies on nothing having been added."""
    found = answer.knowledge.staleness
    if found is None or (not found.by_name and not found.added):
        return ()
    if answer.answer == "silent":
        return found.added
    return found.of(dict.fromkeys([*_relied_on(trace(answer)), *answer.relevant]))


def _relied_on(step: Step) -> Iterator[str]:
    """The declarations that the steps are about."""
    if step.kind == "untouched":
        return
    if step.kind in ("norm", "exception", "value", "reading", "opposed", "uncovered"):
        yield step.subject.name
    for child in step.children:
        yield from _relied_on(child)


def stale_sentences(answer: Answer, language: str) -> tuple[str, ...]:
    """What the reader of an answer must know of stale passages, in `en` or `fr`."""
    found = stale(answer)
    if not found:
        return ()
    speech = tongue(language)
    words = speech.words("staleness")
    citer = Citer(answer.knowledge.program.edition)
    changed = [
        f"{citer.cite(passage.locator, language)} ({words[passage.change]})"
        for passage in found
        if passage.change != "lapsed"
    ]
    lapsed = [citer.cite(passage.locator, language) for passage in found if passage.change == "lapsed"]
    sentences = []
    if changed:
        since = next(passage.since for passage in found if passage.change != "lapsed")
        shown = words["published"] if since == "published" else since
        sentences.append(words.say("text", since=shown, passages=speech.listed(list(dict.fromkeys(changed)))))
    if lapsed:
        sentences.append(words.say("lapsed", passages=speech.listed(list(dict.fromkeys(lapsed)))))
    return tuple(sentences)
