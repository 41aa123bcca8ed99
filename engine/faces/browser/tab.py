"""A tab's way to the desk: each message is one JSON object, and so is the reply to it.

Every message but `begin` and `open` carries the inquiry as it stands (`state`), which the page keeps: nothing is
remembered here but what saves computing the same twice.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from dsl.diagnostic import Diagnostic
from dsl.frozen import replace
from dsl.harmless import harmless
from dsl.typed import program as p
from engine.case.depth import first_deeper
from engine.case.facts_file import parse_case
from engine.case.reading import Unreadable, read_value
from engine.case.written_moments import day_or_hour
from engine.desk import Desk, Interview, Rejected, Request
from engine.desk.keeping import Section
from engine.faces.browser.entry_form import form_of, remaining, row_of
from engine.faces.browser.inquiry import Inquiry
from engine.faces.browser.own_copy import own_copy
from engine.library.library import spoken
from engine.model.record_names import member_named
from engine.print.format import Manner
from engine.print.formats.html import to_read
from engine.print.known_formats import format_named
from engine.tongues import tags, tongue
from engine.tongues.messages import on_a_page

DEEPEST = 600
"""How many objects and lists may stand one within another in what a page tells, or in an opinion that is opened.

An explanation has a tenth of that. Beyond some two thousand the stack of a tab ends, and with it the program.
"""

Message = Mapping[str, Any]
_MOMENT = p.Type("moment")


class _NotKeptError(Exception):
    """What a page gives as its inquiry is none."""


class Tab:
    """Replies to the messages of one page."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._last: tuple[str, Inquiry] | None = None

    def reply(self, message: str) -> str:
        """The reply to a message: what was asked for, or under `problems` why it cannot be had."""
        if first_deeper(message, DEEPEST) is not None:
            return json.dumps({"problems": [_problem(self._words(None)["not_kept"])]}, ensure_ascii=False)
        told: Message = json.loads(message)
        try:
            found = self._replied(told)
        except Rejected as error:
            found = {
                "problems": [_problem(each.message, each.help or "", each.code) for each in self._said(error, told)]
            }
        except _NotKeptError:
            named = told["state"].get("language") if isinstance(told["state"], dict) else None
            found = {"problems": [_problem(self._words(named)["not_kept"])]}
        return json.dumps(found, ensure_ascii=False)

    def _words(self, language: Any) -> Mapping[str, str]:
        """The words of the tab in a language, or in that of the documents where it is none."""
        own = spoken([self.desk.newest(document) for document in self.desk.documents], None)
        return tongue(language if language in tags() else own).words("tab")

    def _said(self, error: Rejected, told: Message) -> tuple[Diagnostic, ...]:
        """Diagnostics in the language of the page that asked."""
        language = told.get("language") or told["state"].get("language")
        return on_a_page(error.diagnostics, language if language in tags() else "en")

    def printed(self, state: str, form: str) -> bytes:
        """The opinion in a format, as a file; of several documents the comparison. Raises `Rejected`."""
        replies = [interview.reply for interview in self._inquiry(json.loads(state)).interviews]
        known = format_named(form)
        manner = Manner(indented=True)
        made = known.single(replies[0], manner) if len(replies) == 1 else known.comparison(replies, manner)
        return made.encode("utf-8") if isinstance(made, str) else made

    def own(self, against: str, language: str, name: str, content: bytes) -> str:
        """What a reader's own copy says at each place of an edition; `content` is the file as it lies."""
        return json.dumps(own_copy(self.desk, against, language, name, bytes(content)), ensure_ascii=False)

    def _replied(self, told: Message) -> dict[str, Any]:
        match told["do"]:
            case "begin":
                return self._begun(told)
            case "open":
                return self._opened(told)
            case "form":
                found = self._inquiry(told["state"])
                form = form_of(found, told.get("most", 4), frozenset(told.get("unfolded", ())))
                return {"form": asdict(form), "state": self._remembered(found.showing(form.shown))}
            case "record":
                return self._record(self._inquiry(told["state"]), told["name"])
            case "remaining":
                return {"subjects": [asdict(subject) for subject in remaining(self._inquiry(told["state"]))]}
            case "opinion":
                return self._opinion(self._inquiry(told["state"]))
            case "facts":
                return {"text": _facts_file(self._inquiry(told["state"]))}
            case _:
                return self._stepped(self._inquiry(told["state"]), told)

    # ---- where an inquiry comes from

    def _begun(self, told: Message) -> dict[str, Any]:
        """A question put to documents, on the facts of an inquiry that went before if there is one."""
        kept = told.get("state")
        documents = tuple(told["documents"])
        entries = [self.desk.newest(document) for document in documents]
        language = spoken(entries, told["language"])
        if kept:
            earlier = self._kept(kept)
            put = replace(earlier.request, question=told["question"], language=language)
            asked_same = earlier.request.question == told["question"]
            passed, shown = (earlier.passed, earlier.shown) if asked_same else (frozenset[str](), ())
            return self._standing(replace(earlier, request=put, documents=documents, passed=passed, shown=shown))
        return self._standing(Inquiry(self.desk, Request(told["question"], language=language), documents))

    def _opened(self, told: Message) -> dict[str, Any]:
        """A facts file, or an opinion written earlier, whose answer is compared with that of now."""
        text, name, language = told["text"], told["name"], told["language"]
        if name.endswith(".toml"):
            file = parse_case(text, name)
            question = str(file.content.get("question", told["question"]))
            document = str(file.content.get("document", told["documents"][0]))
            interview = self.desk.interview(Request(question, document, file=file, language=language))
            return self._standing(Inquiry.begun([interview], tuple(told["documents"])))
        if first_deeper(text, DEEPEST) is not None:
            return {"problems": [_problem(tongue(language).words("tab").say("not_opened", name=name))]}
        try:
            replayed = self.desk.replay(text, name)
        except Rejected as error:
            if error.diagnostics[0].code != "not-an-opinion":
                raise
            return {"problems": [_problem(tongue(language).words("tab").say("not_opened", name=name))]}
        began = [
            self.desk.interview(
                Request(each.question, each.document, file=parse_case(each.facts_file, name), language=language)
            )
            for each in replayed
        ]
        standing = self._standing(Inquiry.begun(began))
        rows = [row for each in replayed for row in each.differences]
        differences = [{"what": row.what, "then": row.then, "now": row.now} for row in rows]
        return standing | {"replayed": {"same": not rows, "differences": differences}}

    def _inquiry(self, kept: Message) -> Inquiry:
        """The inquiry that a page keeps; the last one is still there with all that was computed for it."""
        key = json.dumps(kept, sort_keys=True)
        if self._last is None or self._last[0] != key:
            self._last = key, self._kept(kept)
        return self._last[1]

    def _kept(self, kept: Any) -> Inquiry:
        """The inquiry that a page keeps, or that came with a link. Raises `_NotKeptError`."""
        try:
            return Inquiry.of(self.desk, kept)
        except ValueError:
            raise _NotKeptError from None

    def _remembered(self, found: Inquiry) -> dict[str, Any]:
        kept = found.kept
        self._last = json.dumps(kept, sort_keys=True), found
        return kept

    # ---- steps

    def _stepped(self, before: Inquiry, told: Message) -> dict[str, Any]:
        section, name = told.get("section", "facts"), told.get("name", "")
        if told["do"] == "open_entry":
            return self._standing(replace(before, opened=(*before.opened, (section, name))))
        if told["do"] == "date":
            return self._dated(before, told["text"])
        asked = before.knowing(section, name)
        try:
            after = before.stepped(section, name, lambda interview: _step(interview, told, section, name))
            for interview in after.interviews:
                if interview.contradiction is not None:
                    text = interview.screens.wording.phrase(interview.contradiction.text)
                    return {"problems": [_problem(text)]}
        except Unreadable as error:
            typed = told["do"] in ("tell", "contest")
            screen = asked.asking(section, name)
            why = asked.screens.unreadable(error, screen.type, screen.hint) if typed else str(error)
            return {"problems": [_problem(why, identifier=error.code)]}
        return self._standing(after)

    def _dated(self, before: Inquiry, text: str) -> dict[str, Any]:
        """The question put as of a day or an hour, or of none."""
        try:
            on = day_or_hour(text) if text.strip() else None
        except ValueError:
            return {"problems": [_problem(_undated(before.interviews[0], text))]}
        return self._standing(replace(before, request=replace(before.request, on=on)))

    # ---- what is shown

    def _standing(self, found: Inquiry) -> dict[str, Any]:
        """The inquiry to keep, and where each document stands, in a word or a value: the layer that comes first."""
        answers = []
        for interview in found.interviews:
            word, value = interview.so_far
            asked, entry = interview.reply.found.asked, interview.reply.entry
            own = tongue(interview.language).words("tab")
            said = (
                own[word]
                if word in ("silent", "contradictory")
                else interview.screens.wording.outcome(word, value, asked.type)
            )
            answers.append(
                {
                    "document": entry.document,
                    "title": entry.title.in_language(interview.language),
                    "question": interview.screens.wording.phrase(asked.question.text),
                    "answer": word,
                    "words": said,
                }
            )
        return {"state": self._remembered(found), "answers": answers}

    def _record(self, found: Inquiry, name: str) -> dict[str, Any]:
        """The row of one record that somebody unfolds; none where there is no such record any more."""
        member = member_named(name)
        row = None if member is None else row_of(found, member[0], member[1] + 1)
        return {"row": None if row is None else asdict(row)}

    def _opinion(self, found: Inquiry) -> dict[str, Any]:
        """The short answers, and the opinions as they stand on a page."""
        replies = [interview.reply for interview in found.interviews]
        return {"short": [reply.opinion.short for reply in replies], "html": to_read(replies)}


def _step(interview: Interview, told: Message, section: Section, name: str) -> Interview:
    """What one thing that somebody did makes of an interview. Raises `Unreadable`."""
    match told["do"]:
        case "tell" if section == "given":
            return interview.given(name, told["text"])
        case "tell":
            return interview.told(name, told["text"])
        case "contest":
            return interview.told(name, told["text"], told["note"])
        case "unknown":
            return interview.not_known(name)
        case "add":
            return interview.with_record(name)
        case "more":
            number = len(interview.request.facts.get(name, ()))
            return interview.told(name, f"{number}+" if told["so"] else str(number))
        case "forget":
            return interview.removed(section, name)
    raise ValueError(told["do"])


def _problem(text: str, help_line: str = "", identifier: str = "") -> dict[str, str]:
    return {"text": harmless(text), "help": harmless(help_line), "code": identifier}


def _facts_file(found: Inquiry) -> str:
    """What was told as a facts file that says what it was told for."""
    first = found.interviews[0]
    put = {"question": found.request.question, "document": first.reply.entry.document}
    return "".join(f"{key} = {json.dumps(text)}\n" for key, text in put.items()) + first.facts_file


def _undated(interview: Interview, text: str) -> str:
    """Why what was typed is no day: there is none such, it may be two, or it cannot be read."""
    hint = tongue(interview.request.language).words("tab")["date_hint"]
    try:
        read_value(text, _MOMENT)
    except Unreadable as error:
        return interview.screens.unreadable(error, _MOMENT, hint)
    return interview.screens.words.say("unreadable", hint=hint)
