"""What stands above an opinion and under it, the same for every format."""

from collections.abc import Sequence

from dsl.frozen import dataclass
from engine.case.memo_file import Memo
from engine.explain.difference import difference as told_apart
from engine.explain.opinion import Opinion
from engine.tongues import tongue


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands under an opinion: place and date, and who signs; each may be empty."""

    place_and_date: str
    author: str


def signature(opinion: Opinion) -> Signature | None:
    """What stands under an opinion that is headed; None under one that is not, or brief."""
    headed = opinion.memo != Memo() and not opinion.brief
    return Signature(opinion.place_and_date, opinion.memo.author) if headed else None


def heading(opinion: Opinion) -> tuple[tuple[str, str], ...]:
    """What stands above an opinion: each line's name and its content."""
    words, memo = tongue(opinion.language).advice, opinion.memo
    lines = (
        (words["memo_client"], memo.client),
        (words["memo_author"], memo.author),
        (words["memo_reference"], memo.reference),
        (words["memo_place" if opinion.place_and_date == memo.place else "memo_date"], opinion.place_and_date),
        (words["document"], subject(opinion)),
    )
    return tuple((name, content) for name, content in lines if content)


def subject(opinion: Opinion) -> str:
    """The document that an opinion is about, and as of when, in one line."""
    return opinion.document + (f" · {opinion.as_of}" if opinion.as_of else "")


def difference(opinions: Sequence[Opinion]) -> str:
    """What sets the opinions on several documents apart, in a sentence."""
    return told_apart(opinions[0].language, [opinion.side for opinion in opinions])
