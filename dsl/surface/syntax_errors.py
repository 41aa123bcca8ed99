"""Syntax errors, explained by what the author was writing rather than by a list of tokens."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache

from dsl.diagnostic import Diagnostic, Label
from dsl.kinds import HIT_POLICIES
from dsl.norm_kinds import NORM_KINDS
from dsl.position import Span
from dsl.sentence import told

KEYWORDS = frozenset(
    (
        "vocabulary",
        "part",
        "document",
        "edition",
        "repeal",
        "topic",
        "party",
        "external",
        "action",
        "aspect",
        "choice",
        "record",
        "fact",
        "judgement",
        "setting",
        "clause",
        *NORM_KINDS,
        "exception",
        "priority",
        "value",
        "table",
        "define",
        "contradiction",
        "ambiguity",
        "silence",
        "inert",
        "refers",
        "question",
    )
)
"""The words that begin statements."""

_CONTINUATIONS = frozenset(
    (
        "option",
        "field",
        "reading",
        "told",
        "otherwise",
        "ask",
        "in",
        "is",
        "when",
        "while",
        "covers",
        "excludes",
        "notice",
        "form",
        "extent",
        "duration",
        "consequence",
        "sanction",
        "deadline",
        "breached",
        "requires",
        "on",
        "case",
        "gives",
        "under",
        "by",
        "because",
        "preferred",
        "nearest",
        "look",
        "as",
        "to",
        "asks",
        "covering",
        "gist",
        "languages",
        "and",
        "or",
        "not",
        "if",
        "then",
        "else",
        "over",
        "cites",
        "revises",
        "of",
        "from",
        "until",
        "towards",
        "where",
        "for",
        "continued",
        "languages",
        "currency",
        "zone",
        "calendar",
        "weekend",
        "closed",
        "open",
        "names",
        "numbered",
        "last",
        "breaks",
        "burden",
        "formerly",
        "called",
        "presumed",
        "never",
        "presumes",
        "tells",
    )
)
"""Words that go on with a statement: never taken for a misspelt beginning of one."""

_GROUPS = {
    "FACT_KIND": ("fact", "judgement"),
    "NORM_KIND": tuple(NORM_KINDS),
    "MODIFIER": ("optional", "judged"),
    "PRESUMPTION": ("ordinary", "continuity", "form", "duty_kept", "law"),
    "FORM": ("form",),
    "QUALIFIER": ("notice", "extent", "duration", "consequence", "sanction"),
    "STRENGTH": ("high", "medium", "low"),
    "_IN_FORCE": ("in force",),
    "PLURALITY": ("jointly", "severally", "each"),
    "PREPOSITION": ("towards", "from", "to"),
    "QUANTIFIER": ("some", "every"),
    "AGGREGATE": ("sum", "average", "earliest", "latest", "smallest", "largest"),
    "ROUNDING": ("down", "up"),
    "HIT_POLICY": HIT_POLICIES,
    "__ANON_0": ("rounding",),
    "UNIT": ("seconds", "minutes", "hours", "days", "weeks", "months", "years"),
}
_SYMBOLS = {
    "NAME",
    "NUMBER",
    "STRING",
    "LANGUAGE",
    "FURTHER_LANGUAGE",
    "TAG",
    "LOCATOR",
    "CLAUSE_NUMBER",
    "COLON",
    "COMMA",
    "COMPARISON",
    "SIGN",
    "NEGATIVE",
    "FACTOR",
    "EQUAL",
    "VBAR",
    "$END",
    "LPAR",
    "RPAR",
    "DOT",
    "PERCENT",
    "CURRENCY",
    "DATE",
}

_EXPECTED = {
    "BECAUSE": told('the reason for it: `because en "…" fr "…"`'),
    "BY": told("a locator: everything that concludes anything says where it stands, as in `by §1 s.2`"),
    "LANGUAGE": told('a phrase in each language: `en "…" fr "…"`'),
    "TAG": told("a language by its two letters, as in `languages en, fr`"),
    "STRING": told("a phrase between double quotes"),
    "LOCATOR": told("a locator, as in `§1 s.2`, `10.5 §1 s.1`, `item a` or `table row 3`"),
    "GIVES": told("`gives` and a result, as in `case 4 or more gives 50 %`"),
    "COLON": told("a colon and a type, as in `: boolean`"),
    "HAS": told("`has` and a condition in parentheses, as in `some outage in outages has (outage.attributable)`"),
    "THEN": told("`then`: a condition reads `if … then … else …`"),
    "ELSE": told("`else`: a condition says what holds otherwise"),
    "RPAR": told("a closing parenthesis"),
    "LPAR": told("an opening parenthesis"),
    "PRESUMPTION": told("the kind of the presumption: `ordinary`, `continuity`, `form`, `duty_kept` or `law`"),
    "PRESUMES": told("what is never presumed: `never presumes …`"),
    "READING": told("at least one `reading`"),
    "OPTION": told("at least one `option`"),
    "FIELD": told("at least one `field`"),
    "WHEN": told("`when` and a condition"),
    "ASK": told('the question that asks for it: `ask en "…" fr "…"`'),
    "ASKS": told("what is asked: `asks value …`, `asks position …`, `asks liberty …` or `asks breach …`"),
    "TOPIC": told("the topic: `topic …`"),
    "CITES": told("how it is cited: `cites articles`, `clauses`, `sections`, `paragraphs` or `numbers`"),
    "NAME": told("a name"),
    "ON": told("what the table looks at: `on …`"),
    "HIT_POLICY": told(
        "what holds where several rows answer: {policies}",
        policies=", ".join(f"`{policy}`" for policy in HIT_POLICIES),
    ),
    "UNTIL": told("`from` or `until` and a day, as in `in force from 2024-07-01`"),
    "CASE": told("a row: `case … gives …`"),
    "CLAUSE_NUMBER": told("a clause number, as in `10.1.4`"),
    "WEEKDAY": told("days of the week, as in `weekend saturday, sunday`, or `weekend none`"),
    "DAY_OF_YEAR": told("a day, as in `12-24` or `2024-12-24`"),
    "CONTINUED": told("`continued`, where the clause is opened in another file"),
}
_OPTIONAL = {"TOPIC", "LANGUAGE"}
"""What may follow a complete statement, but need not: no help where a statement may begin."""
_NORM = told('a norm reads: `power NAME by LOCATOR BEARER may ACTION en "…" fr "…" when …`')
_CALENDAR = told(
    "expected whose public holidays count, as in `CH`, or which days are not worked on: `weekend saturday, sunday`"
)
_VALUE = {"IS", "TOLD", "OTHERWISE", "FORMERLY"}
_VERBS = {"MAY", "MUST", "IS"}
_OPENERS = {"NUMBER", "NOT", "IF", "LIVE", "NONE"}
_LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One syntax error: the offending word and its offset, and what would have been accepted there.

    `unclosed` is the offset of a phrase that was never closed, `missing_after` of the place where a statement breaks
    off, `near` the accepted word that the offending one resembles.
    """

    word: str
    at: int
    accepted: frozenset[str]
    is_character: bool
    unclosed: int | None = None
    missing_after: int | None = None
    near: str | None = None
    begins_statement: bool = False

    def own(self) -> "Mistake":
        """The same mistake as the beginning of a statement."""
        return replace(self, begins_statement=True)

    def breaking_off(self, at: int) -> "Mistake":
        """The same mistake as something missing before the next statement."""
        return replace(self, missing_after=at)


def explain(mistake: Mistake, source: str, span: Callable[[int, int], Span]) -> Diagnostic:
    """The diagnostic of one syntax error, told by example."""
    word, at = mistake.word, mistake.at
    if mistake.unclosed is not None:
        return Diagnostic(
            "unclosed-text",
            "this phrase is not closed, or has a double quote inside",
            (Label(span(mistake.unclosed, mistake.unclosed + 1), "opened here"),),
            "close it with a double quote; inside, write « » or “ ”",
        )
    if not word:
        return Diagnostic(
            "unfinished",
            "the file ends in the middle of a statement",
            (Label(span(max(at - 1, 0), at)),),
            _help(mistake, source),
        )
    if mistake.missing_after is not None:
        gap = mistake.missing_after
        return Diagnostic(
            "unfinished",
            told("this statement breaks off before the next one, `{word}`", word=word),
            (Label(span(max(gap - 1, 0), gap), "something is missing after this"),),
            _help(mistake, source),
        )
    place = (Label(span(at, at + len(word))),)
    if mistake.is_character:
        shown = word if word.isprintable() else f"U+{ord(word):04X}"
        return Diagnostic(
            "unexpected-character", told("`{shown}` means nothing here", shown=shown), place, _help(mistake, source)
        )
    shown = " ".join(word.split())
    shown = shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
    if mistake.begins_statement and word[0].isalpha():
        return Diagnostic(
            "unknown-statement", told("no statement begins with `{shown}`", shown=shown), place, _help(mistake, source)
        )
    return Diagnostic(
        "unexpected-word", told("`{shown}` does not belong here", shown=shown), place, _help(mistake, source)
    )


def nearest(word: str, accepted: set[str]) -> str | None:
    """The accepted word that a misspelt one resembles most."""
    if not word.isidentifier() or word in KEYWORDS | _CONTINUATIONS or len(word) > _LONGEST:
        return None
    words: set[str] = set()
    for terminal in accepted - _SYMBOLS:
        words.update(_GROUPS.get(terminal, (terminal.lower(),)))
    near = get_close_matches(word.lower(), sorted(words), n=1, cutoff=0.65)
    return near[0] if near else None


@cache
def statement_word(word: str) -> str:
    """The word that begins a statement and that this one is, or is a misspelling of; otherwise the word itself."""
    if word in KEYWORDS | _CONTINUATIONS or not 4 <= len(word) <= 16:
        return word
    near = get_close_matches(word.lower(), sorted(KEYWORDS), n=1, cutoff=0.75)
    return near[0] if near else word


_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})(?!\d)")
_NO_LIST = told(
    "a value is one, and no list: `sum`, `smallest` and `largest` make one of what all rows give; rows that give 1, "
    "added up, are counted; to tell each row that fits, give it a value or a norm of its own"
)
_POLICIES_ELSEWHERE = {
    **dict.fromkeys(("c", "collect", "count", "list", "all", "r", "rule_order", "o", "output_order"), _NO_LIST),
    "u": told("did you mean `{near}`?", near="unique"),
    "f": told("did you mean `{near}`?", near="first"),
    "a": told("did you mean `{near}`?", near="agreeing"),
    "any": told("did you mean `{near}`?", near="agreeing"),
    "p": told("did you mean `{near}`?", near="priority"),
    "min": told("did you mean `{near}`?", near="smallest"),
    "max": told("did you mean `{near}`?", near="largest"),
}
"""What the words for hit policies in other notations for decision tables (DMN) are here."""

_FOREIGN_LETTER = re.compile(r"[^\W\d_]")


def _habit(mistake: Mistake, source: str) -> str | None:
    """What to write instead of something written as it is elsewhere: a date, a sign, a letter in a name."""
    for found in _DAY_FIRST.finditer(source, max(mistake.at - 10, 0), mistake.at + 12):
        if found.start() <= mistake.at < found.end():
            year, month, day = found["year"], int(found["month"]), int(found["day"])
            return told("dates are written year-month-day: `{day}`", day=f"{year}-{month:02}-{day:02}")
    signs = source[max(mistake.at - 1, 0) : mistake.at + 2]
    if "==" in signs:
        return told("`=` is written once")
    if "&&" in signs or "||" in signs:
        return told("conditions are joined by the words `and` and `or`")
    if "<>" in signs:
        return told("what differs is written `!=`")
    if mistake.word.split() == ["in", "force"]:
        return told(
            "what changes by date is a row of a table, `table NAME: TYPE by LOCATOR … case gives … in force from …`, "
            "a setting, or an edition"
        )
    if mistake.word.casefold() in ("working", "business"):
        return told("working days are counted by `working_days_after(day, 5)` or `working_days_before(day, 5)`")
    if "HIT_POLICY" in mistake.accepted and mistake.word.casefold() in _POLICIES_ELSEWHERE:
        return _POLICIES_ELSEWHERE[mistake.word.casefold()]
    if mistake.is_character and not mistake.word.isascii() and _FOREIGN_LETTER.match(mistake.word):
        return told("names take the letters a to z, figures, `_` and `-`; any letter may stand in a phrase")
    return None


def _help(mistake: Mistake, source: str) -> str:
    accepted = mistake.accepted
    habit = _habit(mistake, source)
    if habit is not None:
        return habit
    if mistake.near is not None:
        return told("did you mean `{near}`?", near=mistake.near)
    if "PLACE" in accepted:
        return _CALENDAR
    if accepted & _OPENERS and "NAME" in accepted:
        return told("expected a fact, a value or a condition")
    if accepted and accepted <= _VALUE:
        return told("expected `is` and what the value comes to")
    if accepted >= _VERBS:
        return _NORM
    if mistake.begins_statement or ("VOCABULARY" in accepted and not accepted & set(_EXPECTED) - _OPTIONAL):
        return told("expected a statement; each begins with its own keyword")
    named = [
        _EXPECTED[name]
        for name in _EXPECTED
        if name in accepted and not (name in _OPTIONAL and "VOCABULARY" in accepted)
    ]
    if named:
        one, *others = [name for name in named if "parenthesis" not in name] or named
        return (
            told("expected {one}, or {other}", one=one, other=others[0]) if others else told("expected {one}", one=one)
        )
    return told("expected a statement; each begins with its own keyword")
