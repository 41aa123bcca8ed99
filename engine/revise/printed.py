"""A revision on screen and on paper: text, Markdown and HTML, by one template each."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from engine.model.ledger import PassageStanding
from engine.print.markdown_text import plain
from engine.print.styling import Style, styled
from engine.print.templated import as_markdown
from engine.tongues import Words, tongue

FOLDER = Path(__file__).parent / "templates"
_MARKS = {"text": ("[-", "-]", "{+", "+}"), "markdown": ("~~", "~~", "**", "**"), "colour": ("", "", "", "")}
_NOT_ENCODED: tuple[PassageStanding, ...] = ("inert", "external", "none")
_NEAR = 60
"""How much of what stayed the same is shown on either side of a change."""


def render(data: dict[str, Any], form: str, language: str, colour: bool = False) -> str:
    """The data of `engine/revise/revision_data.py` as `text`, `markdown` or `html`, in one language."""
    leads_to = tongue(language).words("revising")[_leading(data)] if data["target"] is None else data["target"]
    whole = {**data, **_sorted_out(data, language), "leads_to": leads_to}
    return _rendered("revision", whole, form, language, colour)


def _leading(data: dict[str, Any]) -> str:
    """The word for a text that no edition but the revised one encodes."""
    if not data["same_words"]:
        return "not_encoded"
    return "identical_text" if set(data["counts"]) == {"identical"} else "same_text"


def render_digest(data: dict[str, Any], form: str, language: str, colour: bool = False) -> str:
    """The data of `engine/revise/digest.py` as `text`, `markdown` or `html`, in one language."""
    words = tongue(language).words("revising")
    documents = [{**_NOT_READ, **document, **_sorted_out(document, language)} for document in data["documents"]]
    plural = tongue(language).is_plural(data["changed"])
    headline = words.say(f"digest_{'many' if plural else 'one'}", number=data["changed"], of=len(documents))
    unread = sum(document["weight"] == "unread" for document in documents)
    if unread:
        headline += words.say("digest_unread", number=unread)
    return _rendered("digest", {"documents": documents, "headline": headline}, form, language, colour)


_NOT_READ: dict[str, Any] = {
    "title": None, "base": None, "target": None, "returned_to": None, "questions": [], "exercised": [], "moved": [],
    "shifted": [], "references": [], "found_again": {"is_enough": True}, "is_skeleton": False,
}  # fmt: skip
"""What is said of a text that can't be read."""


def _sorted_out(data: dict[str, Any], language: str) -> dict[str, Any]:
    """What is said of a revision besides its data: how far it is encoded, and its passages by what rests on them."""
    shown = [passage for passage in data.get("passages", ()) if passage["change"] != "shifted"]
    idle = [passage for passage in shown if not _is_reaching(passage)]
    return {
        "resting": [passage for passage in shown if _is_reaching(passage)],
        "open": [passage for passage in idle if passage["standing"] == "none"],
        "idle": [passage for passage in idle if passage["standing"] != "none"],
        "is_put": bool(data.get("target")) and not data["is_skeleton"],
        "how_far": list(_how_far(data, language)),
    }


def _is_reaching(passage: dict[str, Any]) -> bool:
    return bool(passage["declarations"] or passage["questions"] or passage["standing"] == "encoded")


def _how_far(data: dict[str, Any], language: str) -> Iterator[str]:
    """How much of each edition is encoded, and which clauses of the new one nobody has gone through, in sentences."""
    words = tongue(language).words("revising")
    for found in data.get("encoded", ()):
        is_several = tongue(language).is_plural(found["encoded"])
        said = [words.say("encoded_many" if is_several else "encoded_one", **found)]
        said += [words.say(f"encoded_{kind}", number=found[kind]) for kind in _NOT_ENCODED if found[kind]]
        yield "".join(said) + "."
    if data.get("is_skeleton"):
        yield words.say("skeleton", edition=data["target"])
    elif data.get("unwritten"):
        yield words.say("unwritten_in", places=", ".join(data["unwritten"]))


def _rendered(name: str, data: dict[str, Any], form: str, language: str, colour: bool) -> str:
    suffix = {"text": "txt", "markdown": "md", "html": "html"}[form]
    template = _environment(suffix).get_template(f"{name}.{suffix}.jinja")
    marked = "colour" if form == "text" and colour else form
    words = tongue(language).words("revising")
    return template.render(
        data,
        w=words,
        colon=tongue(language).advice["colon"],
        language=language,
        redline=lambda segments: redline(segments, marked),
        side=lambda segments, kind: redline([part for part in segments if part["kind"] in ("same", kind)], marked),
        outcome=lambda found: outcome(found, words),
        differing=differing,
        became=lambda passage: " · ".join(became(passage, words)),
        rests=lambda passage: rests(passage, words),
        kind_of=tongue(language).words("pictures").get,
        place=lambda passage: (
            passage["citation"] if passage["before"] else words.say("in_new", place=passage["citation"])
        ),
        reference=lambda found: words.say(
            "reference_moved" if found["now"] else "reference_gone",
            place=found["citation"],
            to=found["to"],
            now=found["now"],
        ),
        shifts=lambda shifted: words.say(
            "shift", places=", ".join(f"{_renumbered(shift)} ({shift['passages']})" for shift in shifted)
        ),
    )


def _renumbered(shift: dict[str, Any]) -> str:
    old, new = shift["citation"], shift["now"]
    return old if old == new else f"{old} → {new}"


def became(passage: dict[str, Any], words: Words) -> Iterator[str]:
    """What became of a passage: the gravest change, where it stands now, and what changed if no redline shows it."""
    yield words[passage["change"]]
    if passage["now"]:
        yield words.say("now", place=passage["now"])
    if passage["numbers"] and not passage["redline"]:
        yield differing(passage["numbers"])
    if passage["forces"] and not passage["redline"]:
        said = {side: [words[f"force_{force}"] for force in found] for side, found in passage["forces"].items()}
        yield differing(said)


def rests(passage: dict[str, Any], words: Words) -> str:
    """What is said of a passage on which nothing is known to rest: that nothing does, and why; or nobody can say."""
    said = words[f"standing_{passage['standing']}"]
    return words.say("because", said=said, reason=passage["reason"]) if passage["reason"] else said


def differing(numbers: dict[str, list[str]]) -> str:
    """The numbers of a passage that are others than they were: `30 → 60`, a dash where there was none."""
    before, after = (Counter(numbers[side]) for side in ("before", "after"))
    gone, come = ([*(one - other).elements()] for one, other in ((before, after), (after, before)))
    if not gone and not come:  # the same in another order
        gone, come = numbers["before"], numbers["after"]
    return f"{' '.join(gone) or '–'} → {' '.join(come) or '–'}"


def redline(segments: list[dict[str, str]], form: str) -> str:
    """The segments of a redline in one line, long unchanged stretches shortened."""
    shown = []
    for at, segment in enumerate(segments):
        text = segment["text"]
        if segment["kind"] == "same":
            shown.append(_escaped(_shortened(text, at == 0, at == len(segments) - 1), form))
            continue
        is_old = segment["kind"] == "old"
        if form == "html":
            tag = "del" if is_old else "ins"
            apart = " " if shown and shown[-1].endswith("</del>") else ""
            shown.append(f"{apart}<{tag}>{escape(text)}</{tag}>")
            continue
        opening, closing = _MARKS[form][:2] if is_old else _MARKS[form][2:]
        bare = text.strip()
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        marked = f"{opening}{_escaped(bare, form)}{closing}"
        if form == "colour":
            marked = styled(marked, Style.REMOVED if is_old else Style.ADDED)
        shown.append(f"{lead}{marked}{trail}" if bare else text)
    return Markup("".join(shown)) if form in ("html", "markdown") else "".join(shown)  # noqa: S704  # escaped above


def outcome(found: dict[str, Any] | None, words: Words) -> str:
    """An outcome in a few words."""
    if found is None:
        return words["unreadable"]
    shown: str = found["value"] or found["answer"]
    return words.say("preferred", shown=shown, preferred=found["preferred"]) if found["preferred"] else shown


def _shortened(text: str, is_first: bool, is_last: bool) -> str:
    if is_first and is_last:
        return text if len(text) <= 2 * _NEAR else text[: 2 * _NEAR].rpartition(" ")[0] + " …"
    if is_first:
        return text if len(text) <= _NEAR else "… " + text[-_NEAR:].partition(" ")[2]
    if is_last:
        return text if len(text) <= _NEAR else text[:_NEAR].rpartition(" ")[0] + " …"
    if len(text) <= 2 * _NEAR:
        return text
    return f"{text[:_NEAR].rpartition(' ')[0]} … {text[-_NEAR:].partition(' ')[2]}"


def _escaped(text: str, form: str) -> str:
    if form == "html":
        return escape(text)
    return plain(text) if form == "markdown" else text


@cache
def _environment(suffix: str) -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=suffix != "txt",  # noqa: S701  # a plain text has no marks
        finalize=as_markdown if suffix == "md" else None,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
