"""What sets several documents apart on one question, in a sentence: from their answers and the norms behind them."""

from collections.abc import Sequence
from typing import assert_never

from dsl.frozen import dataclass
from engine.answer.answer import Answer, AnswerWord
from engine.explain.brief import to_consult
from engine.explain.reasoning import Reasoner
from engine.explain.step import Step
from engine.tongues import tongue
from engine.tongues.words import Words
from engine.tongues.writing import Tongue, capital


@dataclass(frozen=True, slots=True)
class Side:
    """Where one document stands: its proper name, if it has one, and its title; its answer, with the value shown.

    `ground` is what grants a position that holds, with its citation; `look` is what one would have to consult where the
    document is silent.
    """

    name: str
    title: str
    answer: AnswerWord
    value: str
    ground: str
    citation: str
    look: str


def side_of(answer: Answer, reasoner: Reasoner, root: Step) -> Side:
    """Where the document of an answer stands."""
    wording, question = reasoner.wording, answer.asked.question
    edition = wording.program.edition
    title = wording.phrase(edition.title)
    is_position = question.asks == "position"
    live = [step for step in root.children if step.status == "live"] if is_position and answer.answer == "yes" else []
    return Side(
        next((name for name in edition.proper_names if title.startswith(name)), ""),
        title,
        answer.answer,
        wording.value(answer.value, answer.asked.type) if answer.answer == "value" else "",
        wording.inner(wording.gist(live[0])) if live else "",
        reasoner.sentences.cited_as_carried(live[0]) if live else "",
        to_consult(answer, wording) if answer.answer == "silent" else "",
    )


def difference(language: str, sides: Sequence[Side]) -> str:
    """The sentence that sets the sides apart, or says in what they agree."""
    own = tongue(language)
    words = own.advice
    stands = [_stands(side, words) for side in sides]
    if len(set(stands)) == 1:
        return words.say("agrees", stands=stands[0])
    parts = [
        words.say("side", under=_under(side, own), stands=standing)
        for side, standing in zip(sides, stands, strict=True)
    ]
    return capital(words["semicolon"].join(parts)) + "."


def _under(side: Side, own: Tongue) -> str:
    if side.name:
        return own.advice.say("under_named", whose=own.whose(side.name))
    return own.advice.say("under_titled", title=own.quoted(side.title))


def _stands(side: Side, words: Words) -> str:
    """What is so under a document, in the middle of a sentence."""
    match side.answer:
        case "yes" if side.ground:
            return words.say("side_ground", gist=side.ground, cited=f" ({side.citation})" if side.citation else "")
        case "yes":
            return words.say("side_answer", outcome=words["said_yes"])
        case "no":
            return words.say("side_answer", outcome=words["said_no"])
        case "value":
            return words.say("side_answer", outcome=side.value)
        case "silent" if side.look:
            return words.say("side_silent_look", look=side.look)
        case "silent":
            return words.say("side_silent")
        case "undetermined":
            return words.say("side_open")
        case "turns-on-reading":
            return words.say("side_turns")
        case "contradictory":
            return words.say("side_contradictory")
    assert_never(side.answer)
