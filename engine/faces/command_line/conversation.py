"""The interview: one question after the other until nothing unknown can change the answer."""

from pathlib import Path

import click

from dsl.typed import program as p
from engine.answer.answer import Missing
from engine.case.reading import Unreadable
from engine.desk import Interview, Reply
from engine.explain.cite import Citer
from engine.explain.wording import Wording
from engine.model.atomic import replace_text
from engine.tongues import tongue
from engine.tongues.writing import capital

_COMMANDS = ("why", "back", "stop", "help", "save")
"""What may be said in place of an answer; English words are taken in every language."""

_MOST_REASONS = 4


class Conversation:
    """Holds an interview on the terminal; every answer can be taken back."""

    def __init__(self, interview: Interview) -> None:
        self.interview, self.language = interview, interview.reply.language
        self.words = tongue(self.language).words("interview")
        self.commands = {"?": "unknown"}
        for command in _COMMANDS:
            self.commands |= {command: command, self.words[f"command_{command}"]: command}
        self.program = interview.case.knowledge.program
        self.wording = Wording(self.program, self.language)

    def run(self) -> Reply:
        """Asks until nothing matters any more, or until told to stop; gives the reply then."""
        click.echo(capital(self.wording.phrase(self.interview.reply.answer.asked.question.text)))
        click.echo(self.words["help"])
        while (missing := self.interview.next) is not None:
            click.echo()
            self._pose(missing)
            if not self._reply(missing):
                break
        return self.interview.reply

    def _pose(self, missing: Missing) -> None:
        click.echo(click.style(self.wording.question(missing, self.interview.case), bold=True))
        for number, option in enumerate(self.interview.options(missing), 1):
            click.echo(f"  {number}. {self.wording.option(option, missing.fact.type.name)}")
        click.echo(click.style(f"  {self._hint(missing.fact.type)}", dim=True))

    def _hint(self, type_: p.Type) -> str:
        key = "number" if type_.kind == "choice" else type_.kind
        hint = self.words.say(key, currency=self.program.edition.currency or self.words["any_currency"])
        return f"{hint}, {self.words['none']}" if type_.optional else hint

    def _reply(self, missing: Missing) -> bool:
        """Takes replies until one moves on; False to stop."""
        while True:
            text = click.prompt(">", prompt_suffix=" ").strip()
            word, _, rest = text.partition(" ")
            command = self.commands.get(word.casefold() if rest else text.casefold())
            if command == "save" and rest:
                self._save(Path(rest.strip()))
            elif rest or command == "save":
                if self._take(missing, text):
                    return True
            elif command == "stop":
                return False
            elif command == "help":
                click.echo(self.words["help"])
            elif command == "why":
                self._explain(missing)
            elif command == "back":
                if self._back():
                    return True
            elif command == "unknown":
                self.interview = self.interview.not_known(missing)
                return True
            elif self._take(missing, text):
                return True

    def _take(self, missing: Missing, text: str) -> bool:
        try:
            told = self.interview.told(missing, text.lstrip("! "))
            if text.startswith("!"):
                evidence = click.prompt(self.words["evidence"], default="", show_default=False)
                told = self.interview.told(missing, text.lstrip("! "), evidence)
        except Unreadable:
            click.echo("  " + self.words.say("unreadable", hint=self._hint(missing.fact.type)))
            return False
        if told.contradiction is not None:
            click.echo(f"  {self.wording.phrase(told.contradiction.text)}")
            return False
        self.interview = told
        return True

    # ---- around the answers

    def _back(self) -> bool:
        if self.interview.earlier is None:
            click.echo(f"  {self.words['first']}")
            return False
        self.interview = self.interview.earlier
        return True

    def _save(self, path: Path) -> None:
        try:
            replace_text(path, self.interview.facts_file)
        except OSError as error:
            click.echo("  " + self.words.say("unsaved", reason=error.strerror))
            return
        click.echo("  " + self.words.say("saved", path=path))

    def _explain(self, missing: Missing) -> None:
        """Why the question is put: the clauses whose conclusions are open for want of the fact."""
        citer = Citer(self.program.edition)
        texts = [
            f"{capital(self.wording.phrase(rule.text))} [{citer.cite_all(rule.citations, self.language)}]"
            for rule in self.interview.reasons(missing)
        ]
        shown = list(dict.fromkeys(texts))[:_MOST_REASONS]
        if not shown:
            click.echo(f"  {self.words['why_plain']}")
            return
        click.echo("  " + self.words.say("why", texts="\n    " + "\n    ".join(shown)))
