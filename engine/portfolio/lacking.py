"""What a portfolio names where the sole ground of a question fails for a condition of its own."""

from dsl.typed import program as p
from engine.library.knowledge import KnowledgeBase
from engine.model.asked import Asked


def lacked(knowledge: KnowledgeBase, asked: Asked, norm: str) -> tuple[tuple[int, str], ...]:
    """The conditions of a sole ground that are values with a name, by their places.

    What has no name of its own can't be named in a column. Of several grounds nothing is named: which of them comes
    nearest is a matter of the whole case.
    """
    if len(asked.grounds) > 1:
        return ()
    conditions = enumerate(knowledge.layout.conditions(norm))
    return tuple((at, part.name) for at, part in conditions if isinstance(part, p.Reference) and part.kind == "value")
