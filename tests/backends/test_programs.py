"""What `check` accepts runs, whatever it is called: every backend, on random programs and random cases."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programs import cases, sources

from dsl.check import check_sources
from dsl.typed.program import Program
from engine.answer.answering import answer
from engine.backends.python.generator import Generator
from engine.backends.python.modules import make
from engine.backends.python.notes import Kept
from engine.backends.python.sheets import generated_sheets
from engine.backends.walker import Walker
from engine.case.case import Case
from engine.explain.trace import trace
from engine.library.knowledge import KnowledgeBase
from engine.meaning import nodes as n
from engine.meaning.account import events, unknown

random_programs = settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example]
)


def checked(files: dict[str, str]) -> Program:
    """The program, which must have no errors other than that a value is used nowhere."""
    found = check_sources(files)
    assert found.is_sound, [(d.code, d.message) for d in found.diagnostics]
    return found.programs[0]


def frame(knowledge: KnowledgeBase, known: dict[str, Any]) -> list[Any]:
    return Case(knowledge, known).frame()


@random_programs
@given(sources(), cases)
def test_generated_code_and_the_walker_agree_on_every_question(files: dict[str, str], known: dict[str, Any]) -> None:
    knowledge = KnowledgeBase(checked(files))
    for question in knowledge.program.questions:
        root = knowledge.root(question)
        walked = Walker(knowledge.meaning, frame(knowledge, known)).value(root)
        plain = make(None, "", Generator(knowledge.meaning).decision(root), knowledge.meaning.laws)
        assert plain(frame(knowledge, known)) == walked
        noted = make(None, "", Generator(knowledge.meaning, noting=True).decision(root), knowledge.meaning.laws)
        noting = frame(knowledge, known)
        noting[-1], noting[-2] = [], Kept()
        assert noted(noting) == walked
        met = unknown(Walker(knowledge.meaning, frame(knowledge, known)), root)
        assert bool(met) == (walked is None)
        assert set(noting[-1]) <= set(met)
        assert walked is not None or noting[-1]


@random_programs
@given(sources(), cases)
def test_both_backends_tell_an_evaluation_alike(files: dict[str, str], known: dict[str, Any]) -> None:
    knowledge = KnowledgeBase(checked(files))
    for question in knowledge.program.questions:
        root = knowledge.root(question)
        walked = Walker(knowledge.meaning, frame(knowledge, known))
        generated = generated_sheets(knowledge.meaning, root, frame(knowledge, known))
        told = [(event.node, event.value, [record[-1] for record in event.records]) for event in events(walked, root)]
        again = [(event.node, event.value, [r[-1] for r in event.records]) for event in events(generated, root)]
        assert told == again
        assert told[0][1] == walked.value(root)
        assert not any(isinstance(node, n.Constant) and value is None for node, value, _ in told)


@random_programs
@given(sources(), cases)
def test_every_question_is_answered_and_explained_alike_each_time(files: dict[str, str], known: dict[str, Any]) -> None:
    knowledge = KnowledgeBase(checked(files))
    for question in knowledge.program.questions:
        decided = knowledge.decision(question)(frame(knowledge, known))
        if decided is None:
            continue
        found = [answer(Case(knowledge, dict(known)), question) for _ in range(3)]
        assert {(each.answer, str(each.value)) for each in found} == {(found[0].answer, str(decided))}
        first, second, third = (trace(each) for each in found)
        assert first == second == third


@random_programs
@given(sources(), cases, st.randoms(use_true_random=False))
def test_the_order_of_records_never_changes_an_answer(
    files: dict[str, str], known: dict[str, Any], chance: Any
) -> None:
    knowledge = KnowledgeBase(checked(files))
    shuffled = {name: list(value) if isinstance(value, list) else value for name, value in known.items()}
    for value in shuffled.values():
        if isinstance(value, list):
            chance.shuffle(value)
    for question in knowledge.program.questions:
        root = knowledge.root(question)
        decide = make(None, "", Generator(knowledge.meaning).decision(root), knowledge.meaning.laws)
        assert decide(frame(knowledge, shuffled)) == decide(frame(knowledge, known))


def test_a_question_named_like_a_part_of_the_program_stays_open_however_often_it_is_asked() -> None:
    """A question called `contradictions`, put three times on facts that leave it open."""
    label = 'en "a" fr "b"'
    fact = f'{label} otherwise en "c" fr "d" ask {label}'
    files = {
        "v.clause": f"vocabulary\nparty p {label}\naction act {label}\ntopic t {label}\nfact x: boolean {fact}\n"
        f"fact y: boolean {fact}\nquestion contradictions topic t {label} asks position permission of p to act\n",
        "d.clause": f"document small {label} cites articles\nedition first\nclause 1 {label}\n"
        f"permission may_act by §1 p may act {label} when x\ncontradiction both {label} when x and y\n",
    }
    knowledge = KnowledgeBase(checked(files))
    for _ in range(4):
        assert answer(Case(knowledge, {"y": False}), "contradictions").answer == "undetermined"
        assert answer(Case(knowledge, {"x": True, "y": True}), "contradictions").answer == "contradictory"
