"""The reader's own copy of a contract, opened in a tab: its passages beside those that were encoded.

Nothing of it leaves the tab, and nothing of it is kept here.
"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dsl.diagnostic import Rejected
from dsl.harmless import harmless
from engine.desk import Desk
from engine.explain.cite import Citer
from engine.source.layout import Layout
from engine.source.lock import Lock, lock_text, parse_lock
from engine.source.own_words import own_words
from engine.source.read import form_of, text_of
from engine.source.text_outline import outline
from engine.tongues import tongue
from engine.tongues.messages import on_a_page
from engine.tongues.writing import capital


def held(lock: Lock, layout: Layout | None) -> str:
    """What a copy is held against, as the site has it beside its pages: the hashes of an edition, and its layout."""
    return json.dumps({"lock": lock_text(lock), "layout": None if layout is None else asdict(layout)})


def own_copy(desk: Desk, against: str, language: str, name: str, content: bytes) -> dict[str, Any]:
    """What a file says at each place of an edition, or under `problem` why it can't be shown."""
    words = tongue(language).words("tab")
    try:
        known = json.loads(against)
        lock, kept = parse_lock(known["lock"]), known["layout"]
        layout = None if kept is None else _layout(kept)
    except (ValueError, LookupError, TypeError, RecursionError, Rejected):
        return {"problem": words["own_unheld"]}
    path = Path(name)
    if form_of(path, content) not in ("plain", "pdf"):
        return {"problem": words["own_form"]}
    try:
        text = text_of(path, content)
    except Rejected as error:
        said = on_a_page(error.diagnostics, language)
        return {"problem": " · ".join(f"{harmless(each.message)} [{each.code}]" for each in said)}
    found = own_words(text, layout or outline(text).layout, lock)
    alike = sum(passage.likeness == "alike" for passage in found)
    if not alike:
        return {"problem": words.say("own_other", name=name)}
    citer = Citer(desk.library.knowledge(desk.newest(lock.document)).program.edition)
    passages = [
        {
            "clause": passage.locator.partition(" ")[0],
            "at": citer.eid(passage.locator),
            "place": capital(citer.cite(passage.locator, language)),
            "words": passage.words,
            "likeness": passage.likeness,
        }
        for passage in found
    ]
    return {"name": name, "passages": passages, "said": _said(found_alike=alike, of=len(found), language=language)}


def _said(found_alike: int, of: int, language: str) -> str:
    words = tongue(language).words("tab")
    if found_alike == of:
        return words.say("own_alike", number=of)
    return words.say("own_differs", number=of - found_alike, total=of)


def _layout(data: dict[str, Any]) -> Layout:
    return Layout(**{**data, "lost_breaks": tuple((clause, number) for clause, number in data["lost_breaks"])})
