"""That questions put to tables read no list that lies in a record: a column holds single values."""

from collections.abc import Iterable

from dsl.diagnostic import Diagnostic, Rejected
from dsl.sentence import told
from engine.library.knowledge import KnowledgeBase


def check_single_values(knowledge: KnowledgeBase, questions: Iterable[str]) -> None:
    """Raises `Rejected` with each question that reads a list in a record."""
    program, layout = knowledge.program, knowledge.layout
    lists = {
        (
            program.facts[place.outer].type.name,
            layout.fields[(program.facts[place.outer].type.name, place.field)],
        ): place
        for place in program.nested.values()
    }
    wrong = []
    for question in questions:
        asked = knowledge.asked(question)
        leaves = knowledge.meaning.leaves(knowledge.root(question)) if asked.root is not None else ()
        for place in dict.fromkeys(lists[leaf] for leaf in sorted(leaves) if leaf in lists):
            message = told(
                "`{question}` reads `{field}`, a list in each record of `{listed}`",
                question=question,
                field=place.field,
                listed=place.outer,
            )
            help_line = "a table holds single values: answer such cases one by one with `ask -f`"
            wrong.append(Diagnostic("list-in-table", message, (), help_line))
    if wrong:
        raise Rejected(wrong)
