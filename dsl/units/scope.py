"""What a unit is: the statements of one edition, each under its clause, and the names that they declare."""

from dataclasses import dataclass, field

from dsl.diagnostic import Diagnostic, Label
from dsl.position import Span
from dsl.sentence import told
from dsl.surface import syntax as s

AS_OF = "as_of"
"""The one input that every document has: the date the question is put as of."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and the number of the clause it stands in; empty in the vocabulary."""

    statement: s.Statement
    clause: str
    is_shared: bool = False


@dataclass(slots=True)
class Unit:
    """One edition of one document: its own statements in order, and the shared vocabulary before them."""

    document: s.Document
    edition: s.Edition
    placed: list[Placed]
    excused: frozenset[str] = frozenset()
    """Names that an unreadable statement or file may declare: never reported as unknown."""
    tables: dict[str, dict[str, s.Statement]] = field(default_factory=dict)
    called: frozenset[str] = frozenset()
    """The definitions that some statement calls; their expressions stand there in place of the calls."""
    written: tuple[Placed, ...] = ()
    """The statements as they were before anything was put in."""

    @property
    def identifier(self) -> tuple[str, str]:
        """The document and the edition."""
        return self.document.name.text, self.edition.name.text

    def named(self, space: str) -> dict[str, s.Statement]:
        """The statements of one name space, by name, in the order of declaration."""
        return self.tables.setdefault(space, {})


def space_of(statement: s.Statement) -> tuple[str, s.Word] | None:
    """The name space a statement declares a name in, and that name; None where it declares nothing."""
    match statement:
        case s.Fact() | s.Value() | s.Norm() | s.Exception_() | s.Ambiguity() | s.Contradiction() | s.Definition():
            return "name", statement.name
        case s.Term():
            return statement.kind, statement.name
        case s.Choice():
            return "choice", statement.name
        case s.Record():
            return "record", statement.name
        case s.Question():
            return "question", statement.name
        case s.Clause():
            return "clause", statement.number
        case _:
            return None


def is_called(statement: s.Statement) -> bool:
    """Whether a statement's name is called with arguments: a definition's is, a dated table's may be, with a day."""
    match statement:
        case s.Definition():
            return True
        case s.Value():
            return statement.is_dated and statement.record is None
        case _:
            return False


def declared_words(statement: s.Statement) -> set[str]:
    """The name a statement declares, and the options or readings under it."""
    named = space_of(statement)
    words = {named[1].text} if named else set()
    match statement:
        case s.Choice(options=options) | s.Ambiguity(readings=options):
            words |= {option.name.text for option in options}
        case _:
            pass
    return words


VALUES = frozenset(("yes", "no", "none", "unknown"))
"""What is said in place of a name, in clauses or in a file of facts, and so can be none: it would be taken for that."""


def named_as_values(statement: s.Statement) -> list[s.Word]:
    """What a statement gives a name that is a value of the language, where one could be read for the other."""
    named = space_of(statement)
    words = [named[1]] if named is not None and named[0] in ("name", "party") else []
    match statement:
        case s.Choice(options=options) | s.Ambiguity(readings=options):
            words += [option.name for option in options]
        case s.Definition(parameters=parameters):
            words += parameters
        case _:
            pass
    return [word for word in words if word.text in VALUES]


def declared_twice(word: s.Word, first: s.Word, space: str = "") -> Diagnostic:
    """Reports a name that is declared a second time."""
    message, help_line = told("`{word}` is declared twice", word=word.text), "rename or remove one of them"
    if space == "clause":
        message = told("clause `{word}` is opened twice", word=word.text)
        help_line = told(
            "remove one of them; where the clause only goes on, write `clause {word} continued`", word=word.text
        )
    return Diagnostic(
        "declared-twice", message, (Label(word.span, "again here"), Label(first.span, "first here")), help_line
    )


def place(span: Span) -> str:
    """The place of a statement as `file:line`."""
    return f"{span.file}:{span.line}"


def every_option(unit: Unit) -> frozenset[str]:
    """The options of all choices, the readings of all ambiguities, and the parties."""
    options = set(unit.named("party"))
    for choice in unit.named("choice").values():
        if isinstance(choice, s.Choice):
            options |= {option.name.text for option in choice.options}
    for statement in unit.named("name").values():
        if isinstance(statement, s.Ambiguity):
            options |= {reading.name.text for reading in statement.readings}
    return frozenset(options)
