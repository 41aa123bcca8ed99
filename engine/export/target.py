"""What a format of others is, and what every one of them is made from."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from lxml import etree

from dsl.diagnostic import none_of
from dsl.frozen import dataclass
from dsl.locator import Locator
from dsl.sentence import told
from dsl.typed import program as p
from engine.export import targets
from engine.model.ledger import conclusions

FOUNDATION = "urn:opposable"
"""Begins the names of what has no address of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One edition that is exported: its program, its places in their order, and the language of the words.

    The places are those of its source lock; without one, those that the clauses cite.
    """

    program: p.Program
    places: tuple[Locator, ...]
    language: str

    def text(self, phrase: p.Phrase) -> str:
        """A phrase in the language of the export."""
        return phrase.in_language(self.language)

    @property
    def name(self) -> str:
        """The document and its edition, as one address."""
        return f"{FOUNDATION}:{self.program.edition.document}:{self.program.edition.name}"

    def eid(self, locator: str) -> str:
        """The machine form of a place."""
        return Locator.parse(locator).eid(self.program.edition.style)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A format: its name and title, what its files end in, and what writes it.

    `schema` names the published schema that the tests hold it to; None where no package carries one, so that it is
    unchecked.
    """

    name: str
    title: str
    suffix: str
    schema: str | None
    written: Callable[[Exported], etree._Element]


@cache
def target_names() -> tuple[str, ...]:
    """The names of the formats, in alphabetical order; none of them is imported for that."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(targets.__path__)))


def target_named(name: str) -> Target:
    """The format of that name. Raises `Rejected` if there is none."""
    if name not in target_names():
        raise none_of("wrong-call", told("there is no format `{name}`", name=name), name, target_names())
    found = import_module(f"{targets.__name__}.{name.replace('-', '_')}").TARGET
    assert isinstance(found, Target), f"{name} declares no `TARGET`"
    return found


def cited_places(program: p.Program) -> tuple[Locator, ...]:
    """The places that something concludes from, or that are said to conclude nothing, each once."""
    cited = {locator for _, locators in conclusions(program) for locator in locators}
    cited |= {locator for standing in program.standings for locator in standing.passages}
    return tuple(sorted(Locator.parse(locator) for locator in cited))


def as_text(root: etree._Element) -> str:
    """An XML document, set for reading."""
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return written.decode("utf-8")
