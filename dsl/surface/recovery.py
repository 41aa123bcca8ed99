"""After a syntax error: what was being written, and where the next statement begins."""

import re
from bisect import bisect_right
from functools import cached_property

from lark import Token, Tree
from lark.exceptions import UnexpectedInput, UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from dsl.diagnostic import Diagnostic, Label
from dsl.norm_kinds import NORM_KINDS
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.surface.syntax_errors import KEYWORDS, Mistake, explain, nearest, statement_word

MOST = 100
"""The most syntax errors that are told of one file."""

_NAME = r"[A-Za-z][A-Za-z0-9_-]*"
_TAG = r'[a-z]{2}\s*(?=")'
_NORMS = "|".join(NORM_KINDS)
_LINE = re.compile(rf"^(?P<indent>[ \t]*)(?P<word>{_NAME})(?P<rest>[^\n]*)", re.MULTILINE)
_PART = re.compile(r"\s+(?:of|or)\b|\s+(?:\d+\s+)?(?:row|header)\b|\s*$|\s*[^\sA-Za-z0-9§]")
"""What follows a keyword at the start of a line where it is part of a statement that goes on."""
_SURE = re.compile(
    rf"(?:fact|judgement|setting|value|table)\s+{_NAME}\s*(?:of\s+{_NAME}\s*)?:|(?:{_NORMS}|ambiguity)\s+{_NAME}\s+(?:by|for\s+each)\b"
    rf"|exception\s+{_NAME}\s+(?:to|for\s+each)\b|priority\s+{_NAME}\s+over\b|question\s+{_NAME}\s+topic\b|clause\s+\S+\s+(?:{_TAG}|continued\b)"
    rf"|(?:record|choice|party|external|aspect|contradiction)\s+{_NAME}\s+{_TAG}|action\s+{_NAME}\s+(?:is\b|{_TAG})"
    rf"|silence\s+on\b|part\s+of\b|document\s+{_NAME}\s+{_TAG}"
)
"""What can only be the beginning of a statement, however far it is set in."""
_SHAPE = re.compile(rf"\s+(?:{_NAME}|[\d.]+)\s*(?::|{_TAG}|(?:by|to|over|is|topic|of|edition|for)\b)")
"""What follows a keyword that may be misspelt."""


class Recovery:
    """Collects the syntax errors of one file and sets the parser on its feet again after each."""

    def __init__(self, source: str, file: str) -> None:
        self.source, self.file = source, file
        self.diagnostics: list[Diagnostic] = []
        self.broken: list[s.Broken] = []

    def after(self, error: UnexpectedInput, parser: InteractiveParser) -> None:
        """Tells of an error and moves the parser to the next statement."""
        lexer = parser.lexer_thread.state
        assert lexer is not None
        values, states = parser.parser_state.value_stack, parser.parser_state.state_stack
        done = 1 if values and isinstance(values[0], Tree) and str(values[0].data).startswith("__start") else 0
        pending = values[done:]
        accepted: set[str] = parser.accepts()  # type: ignore[no-untyped-call]  # untyped in Lark
        mistake = self._mistake(error, accepted, pending)
        if mistake.begins_statement:
            begin = mistake.at
        else:
            begin = _start(pending[0])
            del values[done:], states[done + 1 :]
        following = (
            self._next(max(mistake.at, begin + 1), begin)
            if mistake.unclosed is None
            else self._next(mistake.unclosed + 1, begin)
        )
        if following == mistake.at and not mistake.begins_statement:
            mistake = mistake.breaking_off(max(_end(value) for value in pending if _end(value) <= mistake.at))
        self.diagnostics.append(explain(mistake, self.source, self.span))
        self.give_up(begin, following)
        if len(self.diagnostics) == MOST:
            following = self._too_many(following)
        counter = lexer.line_ctr
        where = self.span(following, following)
        counter.char_pos, counter.line, counter.column = following, where.line, where.column
        counter.line_start_pos = following - where.column + 1

    def give_up(self, start: int, end: int) -> None:
        """Leaves a broken statement behind, so that what it declares is not taken for missing."""
        text = self.source[start:end]
        keyword, number = re.match(r"(\w*)\s*([\w.]*)", text).groups()  # type: ignore[union-attr]  # always matches
        self.broken.append(
            s.Broken(
                kind=statement_word(keyword),
                words=frozenset(re.findall(_NAME, text)),
                number=s.Word(text=number, span=self.span(start, start)),
                span=self.span(start, end),
            )
        )

    def span(self, start: int, end: int) -> Span:
        """The span between two offsets."""
        line = bisect_right(self._line_starts, start)
        return Span(self.file, line, start - self._line_starts[line - 1] + 1, start, end)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.source))]

    def _mistake(self, error: UnexpectedInput, accepted: set[str], pending: list[Token | Tree[Token]]) -> Mistake:
        word, at = "", error.pos_in_stream or 0
        if isinstance(error, UnexpectedToken):
            if error.token.type == "$END":
                at = max(_end(pending[-1]) if pending else 0, 0)
            else:
                word = str(error.token)
        else:
            word = self.source[at : at + 1]
        last = pending[-1] if pending else None
        taken = self._taken_for_name(last)
        if taken is not None:
            return Mistake(word=str(last), at=taken, accepted=frozenset({"NAME"}), is_character=False)
        unclosed = None
        if word == '"':
            unclosed = at
        elif word and isinstance(last, Token) and last.type == "STRING" and last.end_pos == at:
            unclosed = last.start_pos
        mistake = Mistake(
            word=word,
            at=at,
            accepted=frozenset(accepted),
            is_character=not isinstance(error, UnexpectedToken),
            unclosed=unclosed,
            near=nearest(word, accepted),
        )
        if not pending:
            return mistake.own()
        complete = "VOCABULARY" in accepted and word and unclosed is None
        return mistake.own() if complete and self._is_own(mistake, pending) else mistake

    def _taken_for_name(self, last: Token | Tree[Token] | None) -> int | None:
        """Where the next statement begins if its keyword was read as the name that was missing before it."""
        if not isinstance(last, Token) or last.type != "NAME" or last not in KEYWORDS:
            return None
        at = last.start_pos or 0
        line = _LINE.match(self.source, at - self.span(at, at).column + 1)
        return at if line and line.start("word") == at and _SURE.match(line[0].lstrip()) else None

    def _is_own(self, mistake: Mistake, pending: list[Token | Tree[Token]]) -> bool:
        """Whether the offending word begins a statement of its own, the one before it being complete.

        A complete header is kept whatever follows it: without one, nothing in the file would have a place.
        """
        opening = pending[0]
        if isinstance(opening, Token) and opening.type in ("VOCABULARY", "PART", "DOCUMENT", "EDITION"):
            return True
        place = self.span(mistake.at, mistake.at)
        before = self.source[mistake.at - place.column + 1 : mistake.at]
        if before.strip():
            return False
        if mistake.near is not None:
            return mistake.near in KEYWORDS
        return len(before) <= self._indent(_start(pending[0]))

    def _indent(self, at: int) -> int:
        start = at - self.span(at, at).column + 1
        line = self.source[start:at]
        return len(line) - len(line.lstrip())

    def _next(self, least: int, begin: int) -> int:
        """Where the next statement begins, at `least` or later; the end of the source if none does.

        A keyword opens a statement if it stands no deeper than the broken statement did, or if what follows it
        can't be anything else.
        """
        limit = self._indent(begin)
        first = least - self.span(least, least).column + 1
        previous = ""
        for line in _LINE.finditer(self.source, first):
            word, at = line["word"], line.start("word")
            if at >= least and self._opens(line, word, len(line["indent"]) <= limit, previous):
                return at
            previous = line[0]
        return len(self.source)

    def _opens(self, line: re.Match[str], word: str, is_shallow: bool, previous: str) -> bool:
        if word in KEYWORDS:
            if _SURE.match(line[0].lstrip()):
                return True
            asked = re.fullmatch(rf"\s*question\s+{_NAME}\s*", previous)
            goes_on = _PART.match(line["rest"]) and word not in ("part", "vocabulary")
            return is_shallow and not goes_on and not (word == "topic" and asked)
        return is_shallow and bool(_SHAPE.match(line["rest"])) and statement_word(word) in KEYWORDS

    def _too_many(self, following: int) -> int:
        if following < len(self.source):
            place = self.span(following, following + 1)
            self.diagnostics.append(
                Diagnostic(
                    "too-many-mistakes",
                    told("the file has more than {MOST} syntax errors", MOST=MOST),
                    (Label(place),),
                    "mend those above first; the rest of the file was not read",
                )
            )
            self.give_up(following, len(self.source))
        return len(self.source)


def _start(value: Token | Tree[Token]) -> int:
    return (value.start_pos if isinstance(value, Token) else value.meta.start_pos) or 0


def _end(value: Token | Tree[Token]) -> int:
    return (value.end_pos if isinstance(value, Token) else value.meta.end_pos) or 0
