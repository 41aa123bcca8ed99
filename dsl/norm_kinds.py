"""The kinds of norm, in the order of reading: all that the program knows of each, in one place.

How a kind is called and said is in the tongues (`engine/tongues/*/pages.toml`), under its name and its verb.
"""

from dsl.frozen import dataclass
from dsl.kinds import Plurality


@dataclass(frozen=True, slots=True, kw_only=True)
class NormKind:
    """One kind of norm.

    `verb` is what its bearer may, must or is; `preposition` goes before the counterparty. `serves_bearer` says whom it
    serves, and so who has to prove its conditions. `opposite` is the kind that says the contrary of it about the same
    action. `pluralities` are the ways in which several may bear it: only what is rendered can be so in shares, and
    whoever must not do something must not do it alone either. A kind that `is_about_answering` has no notice, form or
    duration of its own. `sign` marks it in pictures.
    """

    verb: str
    sign: str
    serves_bearer: bool
    preposition: str = "towards"
    can_be_breached: bool = False
    is_about_answering: bool = False
    opposite: str | None = None
    pluralities: tuple[Plurality, ...] = ("jointly", "jointly and severally", "each")


_OF_A_PERFORMANCE: tuple[Plurality, ...] = ("jointly", "severally", "jointly and severally", "each")

PROHIBITION = "prohibition"
POWER = "power"

NORM_KINDS: dict[str, NormKind] = {
    POWER: NormKind(verb="may", sign="▲", serves_bearer=True, opposite=PROHIBITION),
    "permission": NormKind(verb="may", sign="△", serves_bearer=True, opposite=PROHIBITION),
    "claim": NormKind(verb="is owed", sign="◆", serves_bearer=True, preposition="from", pluralities=_OF_A_PERFORMANCE),
    "obligation": NormKind(
        verb="must",
        sign="●",
        serves_bearer=False,
        can_be_breached=True,
        opposite=PROHIBITION,
        pluralities=_OF_A_PERFORMANCE,
    ),
    PROHIBITION: NormKind(verb="must not", sign="✕", serves_bearer=False, can_be_breached=True, pluralities=("each",)),
    "immunity": NormKind(verb="is immune for", sign="○", serves_bearer=True, is_about_answering=True),
    "liability": NormKind(
        verb="is liable for", sign="■", serves_bearer=False, is_about_answering=True, pluralities=_OF_A_PERFORMANCE
    ),
}
"""By the word that begins a norm in a clause file. The grammar lists words and verbs, too; a test compares."""
