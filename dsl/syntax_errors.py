"""Syntax errors, explained by what the author was writing rather than by a list of tokens."""

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from dsl.build import Builder
from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.position import Span

KEYWORDS = (
    "vocabulary", "part", "document", "edition", "repeal", "topic", "party", "external", "action", "aspect", "choice",
    "record", "fact", "judgement", "setting", "clause", "power", "permission", "obligation", "prohibition", "claim",
    "immunity", "liability", "exception", "priority", "value", "table", "contradiction", "ambiguity", "silence",
    "inert", "refers", "question",
)

_EXPECTED = {
    "BY": "a locator: everything that concludes anything says where it stands, as in `by §1 s.2`",
    "EN": "a phrase in both languages: `en \"…\" fr \"…\"`",
    "FR": "the French phrase after the English one: `fr \"…\"`",
    "STRING": "a phrase between double quotes",
    "LOCATOR": "a locator, as in `§1 s.2`, `10.5 §1 s.1`, `item a` or `table row 3`",
    "GIVES": "`gives` and a result, as in `case 4 or more gives 50 %`",
    "COLON": "a colon and a type, as in `: boolean`",
    "HAS": "`has` and a condition in parentheses, as in `some outage in outages has (outage.attributable)`",
    "THEN": "`then`: a condition reads `if … then … else …`",
    "ELSE": "`else`: a condition says what holds otherwise",
    "RPAR": "a closing parenthesis",
    "LPAR": "an opening parenthesis",
    "BECAUSE": "the argument for the reading: `because en \"…\" fr \"…\"`",
    "READING": "at least one `reading`",
    "WHEN": "`when` and a condition",
    "ASKS": "what is asked: `asks value …`, `asks position …`, `asks liberty …` or `asks breach …`",
    "TOPIC": "the topic: `topic …`",
    "NAME": "a name",
    "ON": "what the table looks at: `on …`",
    "CLAUSE_NUMBER": "a clause number, as in `10.1.4`",
}
_NORM = "a norm reads: `power NAME by LOCATOR BEARER may ACTION en \"…\" fr \"…\" when …`"
_VERBS = {"MAY", "MUST", "IS"}
_OPENERS = {"NUMBER", "NOT", "IF", "LIVE", "NONE"}


def explain(error: UnexpectedInput, piece: str, builder: Builder) -> Diagnostic:
    """The diagnostic of one syntax error, told by example."""
    at = min(max(error.pos_in_stream or 0, 0), len(piece))
    if isinstance(error, UnexpectedCharacters):
        if piece[at : at + 1] == '"':
            return Diagnostic(
                "unclosed-text", "this phrase is never closed", (Label(_place(builder, piece, at, 1), "opened here"),),
                "close it with a double quote; inside, write « » or “ ”")
        return Diagnostic(
            "unexpected-character", f"`{piece[at : at + 1]}` means nothing here",
            (Label(_place(builder, piece, at, 1)),), _help(set(error.allowed or ()), ""))
    expected = set(error.accepts or error.expected) if isinstance(error, UnexpectedToken) else set()
    word = str(error.token) if isinstance(error, UnexpectedToken) else ""
    if not word or at >= len(piece.rstrip()):
        return Diagnostic("unfinished", "the file ends in the middle of a statement",
                          (Label(_place(builder, piece, max(len(piece.rstrip()) - 1, 0), 1)),), _help(expected, ""))
    shown = " ".join(word.split())
    shown = shown if len(shown) <= 40 else f"{shown[:39]}…"
    code = "unknown-statement" if "VOCABULARY" in expected and word.isidentifier() else "unexpected-word"
    return Diagnostic(code, f"`{shown}` does not belong here", (Label(_place(builder, piece, at, len(word))),),
                      _help(expected, word))


def _help(expected: set[str], word: str) -> str:
    if expected & _OPENERS and "NAME" in expected:
        return "expected a fact, a value or a condition"
    if expected >= _VERBS:
        return _NORM
    if "VOCABULARY" in expected and word:
        near = suggestion(word, KEYWORDS)
        if near:
            return near
    named = [_EXPECTED[name] for name in _EXPECTED if name in expected]
    if named:
        return "expected " + ", or ".join(named[:2])
    return "expected a statement; each begins with its own keyword"


def _place(builder: Builder, piece: str, at: int, length: int) -> Span:
    line = piece.count("\n", 0, at)
    column = at - (piece.rfind("\n", 0, at) + 1) + 1
    start = at + builder.offset
    return Span(builder.file, line + 1 + builder.line, column, start, start + length)
