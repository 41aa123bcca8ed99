"""The types of statements about norms: whether one is live, and of whom."""

from dsl.sentence import told
from dsl.surface import syntax as s
from dsl.typed import program as p
from dsl.typed.context import Context
from dsl.typed.types import BOOLEAN
from dsl.units.each_bearer import BEARER, each_of, of_one, record_of


def type_live(typer: Context, live: s.Live) -> p.Expression | None:
    """Whether a norm is live: of one bearer, or of any of those for whom it is put."""
    if live.of is not None:
        return _live_of(typer, live, live.of)
    found = tuple(p.Reference("live", name, BOOLEAN) for name in typer.put(live.norm.text))
    return found[0] if len(found) == 1 else p.Operation("or", found, BOOLEAN)


def _live_of(typer: Context, live: s.Live, of: s.Word) -> p.Expression | None:
    """Whether a norm is live of one of those for whom it is put: a bearer, or a record in view."""
    each = each_of(typer.unit, live.norm.text)
    record = typer.variables.get(of.text)
    if each is not None and each.source and record == record_of(typer.unit, each.source):
        return p.FieldReference(of.text, record, live.norm.text, BOOLEAN, derived=True, live=True)
    bearer = typer.bearer if of.text == BEARER else of.text
    if each is not None and bearer in each.bearers:
        return p.Reference("live", of_one(live.norm.text, bearer), BOOLEAN)
    if each is None:
        help_line = told("it is put once: write `live({norm})`", norm=live.norm.text)
    elif each.source:
        help_line = told("it is put for each member of `{source}`: name one that is looked at", source=each.source)
    else:
        known = ", ".join(f"`{bearer}`" for bearer in each.bearers)
        help_line = told("it is put for each of {names}", names=known)
    message = told("`{norm}` is not put for `{bearer}`", norm=live.norm.text, bearer=of.text)
    typer.report("not-for-each", message, of.span, help_line)
    return None
