"""What the records of a list come to where each is only counted with others of the same list: said of a case at once.

No table of pairs is made for it: the records of a case are gathered as an array, in the grouping that folds the list
anyway, and a function of the array goes through it twice.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from sqlglot import exp

from dsl.frozen import dataclass
from engine.backends.sql.cells import Expression, grouped, whole
from engine.backends.sql.rows import CASE, Column, Columns, Computed, Folded, Taken

LARGEST = 200
"""Of how many nodes a function of an array is at most: what it reads twice it also computes twice."""

RECORD, OTHER = "a", "b"
"""What a record of an array is called in a function of it, and one that it is paired with."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A fold as a function of an array of records: the columns of these that it reads, and the function."""

    read: tuple[Column, ...]
    function: Expression


def nested_folds(columns: Columns, outputs: Iterable[Expression]) -> Mapping[Column, Nested]:
    """The folds of cases on the way to some outputs that are functions of an array."""
    pending = [column for expression in outputs for column in columns.in_(expression)]
    wanted, readers = dict.fromkeys(pending), defaultdict[Column, set[Column]](set)
    while pending:
        column = pending.pop()
        for read in columns.read_by(column):
            readers[read].add(column)
            if read not in wanted:
                wanted[read] = None
                pending.append(read)
    found = ((column, _nested(columns, column, readers)) for column in wanted if column.rows == CASE)
    return {column: nested for column, nested in found if nested is not None}


def _nested(columns: Columns, fold: Column, readers: Mapping[Column, set[Column]]) -> Nested | None:
    """A fold as a function of an array, if nothing else reads what each record comes to with others of its list."""
    if not isinstance(fold.origin, Folded) or len(fold.origin.rows) != 1:
        return None
    rows = fold.origin.rows
    reached = _reached([fold], lambda column: [c for c in columns.read_by(column) if c.rows == rows])
    of_pairs = {column for column in reached if _folds(column, rows * 2)}
    within = of_pairs | _reached(of_pairs, lambda column: readers[column] & reached)
    if not within or any(readers[column] - within - {fold} for column in within):
        return None
    pairs = _reached(of_pairs, lambda column: [c for c in columns.read_by(column) if c.rows == rows * 2])
    origins = [column.origin for column in (*within, *pairs)]
    aggregates = [o.aggregate for o in (*origins, fold.origin) if isinstance(o, Folded)]
    if not all(isinstance(o, Computed | Taken | Folded) for o in origins) or not all(map(_is_simple, aggregates)):
        return None
    read = {c: None for each in (fold, *within) for c in columns.read_by(each) if c.rows == rows and c not in within}
    read |= {pair.origin.column: None for pair in pairs if isinstance(pair.origin, Taken)}
    in_order = tuple(sorted(read, key=lambda column: column.name))
    fields = [exp.PropertyEQ(this=exp.to_identifier(c.name), expression=exp.column(c.name)) for c in in_order]
    records = exp.ArrayAgg(this=exp.Struct(expressions=fields))
    function = _written(columns, fold.origin, within, records)
    return Nested(in_order, function) if len(list(function.walk())) <= LARGEST else None


def _folds(column: Column, rows: tuple[int, ...]) -> bool:
    return isinstance(column.origin, Folded) and column.origin.rows == rows


def _reached(start: Iterable[Column], beside: Callable[[Column], Iterable[Column]]) -> set[Column]:
    """The columns that are come to from others, from each to those `beside` it."""
    found: set[Column] = set()
    pending = list(start)
    while pending:
        further = set(beside(pending.pop())) - found
        found |= further
        pending += further
    return found


def _is_simple(aggregate: Expression) -> bool:
    """Whether an aggregate can be said of an array: the largest or smallest of all, or how many there are."""
    return isinstance(aggregate, exp.Max | exp.Min) or _counted(aggregate) is not None


def _counted(aggregate: Expression) -> Expression | None:
    """What holds of all that are counted, if an aggregate counts."""
    over = aggregate.this
    if isinstance(aggregate, exp.Sum) and isinstance(over, exp.Case) and over.args.get("default") == whole(0):
        ((row,), one) = over.args["ifs"], whole(1)
        return row.this if row.args["true"] == one else None
    return None


def _written(columns: Columns, fold: Folded, within: set[Column], records: Expression) -> Expression:
    """A fold of records, some columns of which fold pairs of them, as a function of an array."""

    def of_record(column: Column) -> Expression:
        match column.origin:
            case Computed(expression=expression) if column in within:
                return grouped(put(expression, of_record))
            case Folded(aggregate=aggregate) if column in within:
                return _of_array(aggregate, records, OTHER, lambda each: put(each, of_pair))
            case _:
                return exp.column(column.name, table=RECORD)

    def of_pair(column: Column) -> Expression:
        match column.origin:
            case Taken(column=other, side=side):
                return exp.column(other.name, table=(RECORD, OTHER)[side])
            case Computed(expression=expression):
                return grouped(put(expression, of_pair))
            case _:
                raise AssertionError(column)

    def put(expression: Expression, of: Callable[[Column], Expression]) -> Expression:
        def changed(node: exp.Expr) -> exp.Expr:
            column = columns.named.get(node.name) if isinstance(node, exp.Column) else None
            return node if column is None else of(column)

        return expression.transform(changed)

    return _of_array(fold.aggregate, records, RECORD, lambda each: put(each, of_record))


def _of_array(
    aggregate: Expression, records: Expression, called: str, put: Callable[[Expression], Expression]
) -> Expression:
    """An aggregate as a function of an array; `put` puts in what columns are there."""
    counted = _counted(aggregate)
    over = aggregate.this if counted is None else counted
    function = exp.Lambda(this=put(over), expressions=[exp.to_identifier(called)])
    if counted is not None:
        return exp.ArraySize(this=exp.ArrayFilter(this=records.copy(), expression=function))
    make = exp.ArrayMax if isinstance(aggregate, exp.Max) else exp.ArrayMin
    return make(this=exp.Transform(this=records.copy(), expression=function))
