"""Where everything is: the path of each page below a language's tree, and links from one page to another."""

import posixpath
import re
from functools import cache

from engine.faces.site.volumes import Declared, Volume

_AS_ANCHOR = str.maketrans("_-", "-.")
_NUMBER_AS_ANCHOR = str.maketrans(".-", "-.")


def linked(label: str, target: str, here: str) -> str:
    """A Markdown link from the page `here` to a page, and a place on it, of the same tree; the label is Markdown."""
    return f"[{label}]({relative(target, here)})"


@cache
def relative(target: str, here: str) -> str:
    """The way from the page `here` to a target."""
    path, sign, anchor = target.partition("#")
    if path == here and anchor:
        return f"#{anchor}"
    return posixpath.relpath(path, posixpath.dirname(here) or ".") + sign + anchor


def home_of(volume: Volume) -> str:
    """The folder of an edition: the document's own for the newest, one below it for an older one."""
    return f"documents/{volume.document}" + ("" if volume.is_newest else f"/{volume.edition}")


def document_page(volume: Volume) -> str:
    """The overview of an edition."""
    return f"{home_of(volume)}/index.md"


def clause_page(volume: Volume, number: str) -> str:
    """The page of a clause."""
    return f"{home_of(volume)}/{number}.md"


def declared(volume: Volume, node: Declared) -> str:
    """The place on its clause's page where a declaration is described."""
    return f"{clause_page(volume, volume.home_of(node))}#{anchor(node.name)}"


def anchor(name: str) -> str:
    """The name of a declaration as it stands in an address: no two names are one there."""
    return name.translate(_AS_ANCHOR)


def anchor_of_clause(number: str) -> str:
    """The number of a clause as it stands in an address."""
    return f"at-{number.translate(_NUMBER_AS_ANCHOR)}"


def file_of(name: str) -> str:
    """A name as a file is called: no two names are one, nor one the overview, where capitals are told apart or not.

    No name holds two hyphens together, nor ends in one. `asking/ask.js` calls files alike.
    """
    return "index--" if name == "index" else re.sub("[A-Z]", lambda capital: f"--{capital[0].lower()}", name)


def question_page(name: str) -> str:
    """The page of a question."""
    return f"questions/{file_of(name)}.md"


def opinion_page(name: str) -> str:
    """The page of the worked opinions on a question."""
    return f"opinions/{file_of(name)}.md"


def comparison_page(name: str) -> str:
    """The page that sets both documents against each other on a topic."""
    return f"compared/{name}.md"


def ambiguity_page(volume: Volume) -> str:
    """The register of the ambiguities of a document."""
    return f"registers/ambiguities-{volume.document}.md"


def ledger_page(volume: Volume) -> str:
    """The ledger of a document."""
    return f"registers/ledger-{volume.document}.md"


def fact_place(name: str, kind: str) -> str:
    """The entry of a fact in the glossary."""
    page = "judgements" if kind == "judgement" else "facts"
    return f"glossary/{page}.md#{anchor(name)}"
