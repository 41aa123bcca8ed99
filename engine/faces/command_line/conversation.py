"""The interview on a terminal: one screen after the other, and what may be said in place of an answer."""

from collections.abc import Callable
from errno import EEXIST, EINVAL
from os import strerror
from pathlib import Path

import click

from dsl.atomic import replace_text
from dsl.diagnostic import Rejected
from dsl.harmless import harmless_name
from engine.case.entry import numbered
from engine.case.reading import Unreadable
from engine.desk import Entered, Interview, Reply
from engine.explain.screens import Choice, ReasonAsked, Screen
from engine.faces.command_line.written_files import spare_what_is_read
from engine.tongues import tongue
from engine.tongues.messages import said
from engine.tongues.writing import capital

_COMMANDS = ("why", "back", "stop", "help", "save", "review", "given", "change", "remove", "add")
"""What may be said in place of an answer; English words are taken in every language."""


class _Said(Exception):
    """A command that leads away, in place of what is asked for besides an answer."""

    def __init__(self, command: str) -> None:
        super().__init__(command)
        self.command = command


class Conversation:
    """Holds an interview on the terminal; every answer can be taken back, and is kept at once by `keep`."""

    def __init__(self, interview: Interview, keep: Callable[[Interview], bool]) -> None:
        self.interview, self.keep = interview, keep
        self.is_kept = True
        """Whether it could be kept so far: the user is told once that it can't."""
        self.reason: ReasonAsked | None = None
        """The reason that was shown last: the same one is not shown again."""
        self.saved: set[Path] = set()
        """The files that were saved so far: no other one that is there is written over."""
        self.words = tongue(interview.language).words("interview")
        self.commands = {"?": "unknown"}
        for command in _COMMANDS:
            self.commands |= {command: command, self.words[f"command_{command}"]: command}

    def run(self) -> Reply:
        """Asks until nothing matters any more, or until told to stop; gives the reply then."""
        click.echo(capital(self.interview.screens.wording.phrase(self.interview.reply.found.asked.question.text)))
        click.echo(self.words["help"])
        if self._asked_to_the_end() and (again := self.interview.passed_over) is not None:
            click.echo(f"\n{self.words['passed_over']}")
            self.interview = again
            self._asked_to_the_end()
        if self.interview.screen is None:
            is_open = self.interview.passed_over is not None or self.interview.so_far[0] == "undetermined"
            click.echo(f"\n{self.words['left_open' if is_open else 'done']}")
        return self.interview.reply

    def _asked_to_the_end(self) -> bool:
        """Asks for whatever still matters; False where somebody stopped before."""
        while (screen := self.interview.screen) is not None:
            click.echo()
            self._pose(screen)
            if not self._reply(screen):
                return False
        return True

    def _pose(self, screen: Screen) -> None:
        found, value = self.interview.so_far
        outcome = self.interview.screens.wording.outcome(found, value, self.interview.reply.found.asked.type)
        click.echo(click.style(self.words.say("so_far", outcome=outcome), dim=True))
        click.echo(click.style(screen.question, bold=True))
        self._list(screen.options)
        reason = next(iter(screen.reasons), None)
        if reason is not None and reason != self.reason:
            shown = self.words.say("reason", text=reason.text, citation=reason.citation)
            click.echo(click.style(f"  {shown}", dim=True))
        self.reason = reason
        if screen.presumed:
            click.echo(f"  {screen.presumed}")
        click.echo(click.style(f"  {screen.hint}", dim=True))

    def _list(self, options: tuple[Choice, ...]) -> None:
        for number, option in enumerate(options, 1):
            beside = f" [{option.beside}]" if option.beside else ""
            click.echo(f"  {number}. {option.text}" + click.style(beside, dim=True))

    def _reply(self, screen: Screen) -> bool:
        """Takes replies until one moves on; False to stop."""
        instead = ""
        while True:
            text = instead or _asked(">")
            instead = ""
            command, rest = self._command(text)
            try:
                match command:
                    case "stop":
                        return False
                    case "help" | "why" | "save":
                        self._show(command, screen, rest)
                    case "review":
                        return self._review()
                    case "back" | "unknown" | "given":
                        if self._moved(command, screen, rest):
                            return True
                    case _ if self._took(screen, text):
                        return True
            except _Said as said_beside:
                if said_beside.command == "back":
                    return True  # the same screen again: nothing of it was told
                instead = said_beside.command

    def _show(self, command: str, screen: Screen, rest: str) -> None:
        """Does what a command says that leaves one where one is."""
        match command:
            case "help":
                click.echo(self.words["help"])
            case "why":
                self._explain(screen)
            case _:
                self._save(rest)

    def _beside(self, screen: Screen, prompt: str) -> str:
        """What is typed besides an answer, where the words that work at any time do, too. Raises `_Said`."""
        while True:
            text = _asked(prompt)
            command, rest = self._command(text)
            if command in ("stop", "back", "review"):
                raise _Said(command)
            if command not in ("help", "why", "save"):
                return text
            self._show(command, screen, rest)

    def _command(self, text: str) -> tuple[str, str]:
        """The command that a text is, and what follows it; nothing for an answer."""
        alone = self.commands.get(text.casefold(), "")
        if alone not in ("", "save"):
            return alone, ""
        word, _, rest = text.partition(" ")
        command = self.commands.get(word.casefold(), "")
        return (command, rest.strip()) if command in ("save", "given") and rest.strip() else ("", "")

    def _moved(self, command: str, screen: Screen, rest: str) -> bool:
        """Does what a command says; whether another screen follows."""
        match command:
            case "back":
                if self.interview.earlier is None:
                    click.echo(f"  {self.words['first']}")
                    return False
                return self._go(self.interview.earlier)
            case "given":
                return self._given(screen, rest)
            case _:
                names = [option.name for option in screen.options] if screen.kind == "several" else [screen.name]
                later = self.interview
                for name in names:
                    later = later.not_known(name)
                return self._go(later)

    def _took(self, screen: Screen, text: str) -> bool:
        """Takes an answer; whether it could be taken."""
        if screen.kind == "several":
            return self._picked(screen, text)
        if not text:
            return self._go(self.interview.as_presumed([screen.name]))
        is_contested, told = text.startswith("!"), text.lstrip("! ")

        def tell() -> Interview:
            if screen.is_given:
                return self.interview.given(screen.name, told)
            found = self.interview.told(screen.name, told)
            evidence = self._beside(screen, self.words["evidence"] + ":") if is_contested else None
            return found if evidence is None else self.interview.told(screen.name, told, evidence)

        return self._try(screen, tell)

    def _try(self, screen: Screen, tell: Callable[[], Interview]) -> bool:
        """Tells something; says why it cannot be read or be true where that is so."""
        try:
            told = tell()
        except Unreadable as error:
            self._refuse(self.interview.screens.unreadable(error, screen.type, screen.hint), error.code)
            return False
        if told.contradiction is not None:
            click.echo(f"  {self.interview.screens.wording.phrase(told.contradiction.text)}")
            return False
        if told.trail != self.interview.trail and told.trail[-1][0] == "given" and not screen.is_given:
            given = next(entry for entry in told.entered if (entry.section, entry.name) == told.trail[-1])
            click.echo("  " + self.words.say("given_taken", label=given.label, value=given.value))
        return self._go(told)

    def _picked(self, screen: Screen, text: str) -> bool:
        """Takes what was picked from a list: by numbers or by names."""
        by_name = {option.name: option.name for option in screen.options}
        by_name |= {option.text.casefold(): option.name for option in screen.options}
        numbered = {str(number): option.name for number, option in enumerate(screen.options, 1)}
        parts = [part.strip().casefold() for part in text.replace(";", ",").split(",") if part.strip()]
        if len(parts) == 1 and parts[0] not in by_name:
            parts = text.split()
        if len(parts) == 1 and parts[0] in (
            "none",
            "0",
            *self.words["none_words"].split(),
            *self.words["no_words"].split(),
        ):
            return self._try(screen, self.interview.none_picked)
        names = [numbered.get(part) or by_name.get(part) for part in parts]
        if None in names:
            self._refuse(self.words.say("unreadable", hint=screen.hint))
            return False
        chosen = [name for name in names if name is not None]
        return self._try(screen, lambda: self.interview.picked(chosen))

    def _given(self, screen: Screen, rest: str) -> bool:
        """Asks for what can be told instead of a fact, and takes it; `rest` is one of these, or its value at once."""
        if not screen.instead:
            click.echo(f"  {self.words['nothing_instead']}")
            return False
        chosen = rest.strip()
        if not chosen:
            click.echo(f"  {self.words['instead']}")
            self._list(screen.instead)
            chosen = self._beside(screen, ">")
        found = self._chosen(screen.instead, chosen)
        if found is None:
            try:
                told = self.interview.given_as(chosen, screen)
            except Unreadable:
                click.echo(f"  {self.words['instead']}")
                self._list(screen.instead)
                return False
            return self._try(screen, lambda: told)
        asked = self.interview.screens.given(found.name)
        self._pose(asked)
        return self._try(asked, lambda: self.interview.given(found.name, self._beside(screen, ">"), screen.name))

    def _chosen(self, choices: tuple[Choice, ...], text: str) -> Choice | None:
        wanted = text.casefold()
        named = (choice for choice in choices if wanted in (choice.name.casefold(), choice.text.casefold()))
        return numbered(text, choices) or next(named, None)

    def _refuse(self, why: str, identifier: str = "wrong-type") -> None:
        """Says why an answer cannot be taken, and the name by which that is looked up (`opposable explain`)."""
        click.echo(f"  {why} [{identifier}]")

    # ---- around the answers

    def _go(self, later: Interview) -> bool:
        """Goes on from another state of the interview, which is kept."""
        self.interview = later
        was_kept, self.is_kept = self.is_kept, self.keep(later)
        if was_kept and not self.is_kept:
            click.echo(f"  {self.words['unkept']}", err=True)
        return True

    def _review(self) -> bool:
        """Shows what was told, and changes, removes or adds to it until nothing more is said; False to stop."""
        while True:
            rows, has_lists = self.interview.entered, bool(self.interview.lists)
            click.echo(f"  {self.words['review']}")
            for number, row in enumerate(rows, 1):
                click.echo(f"  {number}. {self._told(row)}")
            if not rows:
                click.echo(f"  {self.words['nothing_told']}")
            hint = self.words["review_hint" if has_lists else "review_hint_without_lists"]
            click.echo(click.style(f"  {hint}", dim=True))
            word, _, rest = _asked(">").partition(" ")
            command = self.commands.get(word.casefold()) if word else "back"
            chosen = numbered(rest.strip(), rows)
            match command:
                case "back":
                    return True
                case "stop":
                    return False
                case "save" if rest.strip():
                    self._save(rest.strip())
                case "add" if has_lists:
                    self._add()
                case "remove" if chosen is not None:
                    self._go(self.interview.removed(chosen.section, chosen.name))
                case "change" if chosen is not None and not chosen.name.endswith("]"):
                    return self._go(self.interview.asked_again(chosen.section, chosen.name))
                case "change" if chosen is not None:
                    click.echo(f"  {self.words['a_record']}")
                case _:
                    self._refuse(self.words.say("unreadable", hint=hint))

    def _told(self, row: Entered) -> str:
        """One thing that was told, and whether it is contested."""
        say = self.interview.screens.wording.say
        text = say("labelled", label=capital(row.label), value=row.value) if row.value else capital(row.label)
        if not row.standing:
            return text
        key = "is_contested_by" if row.note else "is_contested"
        return f"{text} ({self.words.say(key, note=row.note)})"

    def _add(self) -> None:
        """Adds a record to a list."""
        lists = self.interview.lists
        chosen = lists[0].name
        if len(lists) > 1:
            choices = tuple(Choice(entry.name, entry.label) for entry in lists)
            click.echo(f"  {self.words['which_list']}")
            self._list(choices)
            found = self._chosen(choices, _asked(">"))
            if found is None:
                self._refuse(self.words.say("unreadable", hint=self.words["number"]))
                return
            chosen = found.name
        self._go(self.interview.with_record(chosen))

    def _save(self, name: str) -> None:
        try:
            path = Path(name).expanduser()
            if path.exists() and path not in self.saved:
                raise FileExistsError(EEXIST, strerror(EEXIST))
            spare_what_is_read(path)
            replace_text(path, self.interview.facts_file)
        except (OSError, ValueError, RuntimeError, Rejected) as error:
            reason = strerror(EINVAL)  # no name that a file can have; nobody of that name has a home
            if isinstance(error, Rejected):
                reason = error.diagnostics[0].message
            elif isinstance(error, OSError) and error.strerror:
                reason = error.strerror
            in_words = said(reason, tongue(self.interview.language).words("messages"))
            click.echo("  " + self.words.say("unsaved", reason=in_words))
            return
        self.saved.add(path)
        click.echo("  " + self.words.say("saved", path=harmless_name(str(path))))

    def _explain(self, screen: Screen) -> None:
        """Why the question is put: the rules that look at the fact."""
        shown = [f"{reason.text} [{reason.citation}]" for reason in screen.reasons]
        if not shown:
            click.echo(f"  {self.words['why_plain']}")
            return
        click.echo("  " + self.words.say("why", texts="\n    " + "\n    ".join(shown)))


def _asked(prompt: str) -> str:
    """What somebody types; nothing is an answer, too."""
    text: str = click.prompt(prompt, default="", show_default=False, prompt_suffix=" ")
    return text.strip()
