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
from engine.tongues.writing import capital

_WORDS = {
    "en": {
        "help": "An answer, or: ? (not known) · why · back · save FILE · stop. A leading ! marks a contested answer.",
        "boolean": "yes or no",
        "date": "a date, as 2024-03-10",
        "instant": "a date with time and zone, as 2024-03-10T14:30:00+01:00",
        "money": "an amount, as 1500.00 CHF",
        "percent": "a rate, as 12.5 %",
        "days": "a number of days, as 3 days",
        "duration": "a length of time, as 90 minutes",
        "integer": "a whole number",
        "decimal": "a number",
        "ratio": "a number",
        "list": "how many are there?",
        "none": "or: none",
        "evidence": "Evidence",
        "why": "It matters to this: {texts}",
        "why_plain": "The answer turns on it.",
        "saved": "Saved: {path}",
        "unsaved": "That cannot be saved: {reason}",
        "first": "This is the first question.",
        "number": "the number of one of the options",
        "unreadable": "That cannot be read. Expected: {hint}.",
    },
    "fr": {
        "help": "Une réponse, ou : ? (inconnu) · pourquoi · retour · enregistrer FICHIER · fin. "
        "Un ! en tête marque une réponse contestée.",
        "boolean": "oui ou non",
        "date": "une date, p. ex. 2024-03-10",
        "instant": "une date avec heure et fuseau, p. ex. 2024-03-10T14:30:00+01:00",
        "money": "un montant, p. ex. 1500.00 CHF",
        "percent": "un taux, p. ex. 12,5 %",
        "days": "un nombre de jours, p. ex. 3 jours",
        "duration": "une durée, p. ex. 90 minutes",
        "integer": "un nombre entier",
        "decimal": "un nombre",
        "ratio": "un nombre",
        "list": "combien y en a-t-il ?",
        "none": "ou : aucun",
        "evidence": "Preuve",
        "why": "Cela importe pour ceci : {texts}",
        "why_plain": "La réponse en dépend.",
        "saved": "Enregistré : {path}",
        "unsaved": "Impossible d’enregistrer : {reason}",
        "first": "C’est la première question.",
        "number": "le numéro de l’une des options",
        "unreadable": "Réponse illisible. Attendu : {hint}.",
    },
}
_COMMANDS = {
    "why": "why",
    "pourquoi": "why",
    "back": "back",
    "retour": "back",
    "stop": "stop",
    "fin": "stop",
    "?": "unknown",
    "help": "help",
    "aide": "help",
}
_SAVE = ("save ", "enregistrer ")
_MOST_REASONS = 4


class Conversation:
    """Holds an interview on the terminal; every answer can be taken back."""

    def __init__(self, interview: Interview) -> None:
        self.interview, self.language = interview, interview.reply.language
        self.words = _WORDS[self.language]
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
        hint = self.words["number" if type_.kind == "choice" else type_.kind]
        return f"{hint}, {self.words['none']}" if type_.optional else hint

    def _reply(self, missing: Missing) -> bool:
        """Takes replies until one moves on; False to stop."""
        while True:
            text = click.prompt(">", prompt_suffix=" ").strip()
            command = _COMMANDS.get(text.casefold())
            save = next((word for word in _SAVE if text.casefold().startswith(word)), None)
            if save is not None:
                self._save(Path(text[len(save) :].strip()))
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
            click.echo(f"  {self.words['unreadable'].format(hint=self._hint(missing.fact.type))}")
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
            click.echo("  " + self.words["unsaved"].format(reason=error.strerror))
            return
        click.echo("  " + self.words["saved"].format(path=path))

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
        click.echo("  " + self.words["why"].format(texts="\n    " + "\n    ".join(shown)))
