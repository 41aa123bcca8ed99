"""The interview: one question after the other until nothing unknown can change the answer."""

from pathlib import Path
from typing import Any

import click

from dsl.typed import program as p
from engine.answer.answer import Answer, Missing, answer
from engine.case.facts_file import Case, options_of
from engine.case.reading import Unreadable, read_value
from engine.case.writing import as_facts_file
from engine.explain.cite import Citer
from engine.explain.step import Step
from engine.explain.trace import trace
from engine.explain.wording import Wording, capital
from engine.model.atomic import replace_text
from engine.model.expressions import references

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
_NONE = {"none", "aucun", "aucune", "néant"}
_SAVE = ("save ", "enregistrer ")
MOST_ASKED_FOR = 200
"""How many records of a list are asked about at most."""


class Conversation:
    """Asks for missing facts on the terminal; every answer can be taken back."""

    def __init__(self, case: Case, question: str, language: str) -> None:
        self.question, self.language = question, language
        self.words = _WORDS[language]
        self.case = case
        self.wording = Wording(case.knowledge.program, language)
        self.unknown: set[str] = set()
        self.history: list[tuple[Case, set[str]]] = []
        self.found = answer(case, question)

    def run(self) -> Answer:
        """Asks until nothing matters any more, or until told to stop; gives the answer then."""
        click.echo(capital(self.wording.phrase(self.found.asked.question.text)))
        click.echo(self.words["help"])
        while (missing := self._next()) is not None:
            click.echo()
            self._pose(missing)
            if not self._reply(missing):
                break
            self.found = answer(self.case, self.question)
        return self.found

    def _next(self) -> Missing | None:
        """The most decisive of the missing facts that was not declared unknown."""
        return next((missing for missing in self.found.missing if missing.name not in self.unknown), None)

    def _pose(self, missing: Missing) -> None:
        fact = missing.fact
        click.echo(click.style(self.wording.question(missing, self.case), bold=True))
        for number, option in enumerate(options_of(self.case.knowledge.program, fact.type), 1):
            click.echo(f"  {number}. {self.wording.option(option, fact.type.name)}")
        click.echo(click.style(f"  {self._hint(fact.type)}", dim=True))

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
                self._remember()
                self.unknown = self.unknown | {missing.name}
                return True
            elif self._take(missing, text):
                return True

    def _take(self, missing: Missing, text: str) -> bool:
        contested = text.startswith("!")
        try:
            value = self._read(text.lstrip("! "), missing.fact.type)
        except Unreadable:
            click.echo(f"  {self.words['unreadable'].format(hint=self._hint(missing.fact.type))}")
            return False
        self._remember()
        facts = dict(self.case.facts)
        name = self.case.knowledge.layout.inputs[missing.key[0]][1]
        if len(missing.key) == 3:
            rows = [list(row) for row in facts[name]]
            rows[missing.key[1]][missing.key[2]] = value
            facts[name] = rows
        elif missing.fact.type.kind == "list":
            width = len(self.case.knowledge.program.records[missing.fact.type.name].fields)
            facts[name] = [[None] * width for _ in range(value)]
        else:
            facts[name] = value
        standing = dict(self.case.standing)
        if contested:
            standing[name] = ("contested", click.prompt(self.words["evidence"], default="", show_default=False))
        changed = Case(self.case.knowledge, facts, self.case.readings, standing, self.case.defaults - {name})
        if changed.contradictions:
            program = self.case.knowledge.program
            click.echo(
                "  "
                + self.wording.phrase(
                    next(c.text for c in program.contradictions if c.name == changed.contradictions[0])
                )
            )
            self.history.pop()
            return False
        self.case = changed
        return True

    def _read(self, text: str, type_: p.Type) -> Any:
        options = options_of(self.case.knowledge.program, type_)
        if type_.kind == "list":
            number = int(text) if text.isdigit() else 0 if text.casefold() in _NONE else -1
            if not 0 <= number <= MOST_ASKED_FOR:
                raise Unreadable("wrong-type", self.words["integer"])
            return number
        if options and text.isdigit() and 1 <= int(text) <= len(options):
            text = options[int(text) - 1]
        if text.casefold() in _NONE and "none" not in options:
            text = "none"
        return read_value(text, type_, options)

    # ---- around the answers

    def _remember(self) -> None:
        self.history.append((self.case, self.unknown))

    def _back(self) -> bool:
        if not self.history:
            click.echo(f"  {self.words['first']}")
            return False
        self.case, self.unknown = self.history.pop()
        return True

    def _save(self, path: Path) -> None:
        try:
            replace_text(path, as_facts_file(self.case))
        except OSError as error:
            click.echo("  " + self.words["unsaved"].format(reason=error.strerror))
            return
        click.echo("  " + self.words["saved"].format(path=path))

    def _explain(self, missing: Missing) -> None:
        """Why the question is put: the clauses whose conclusions are open for want of the fact."""
        citer = Citer(self.case.knowledge.program.edition)
        name = missing.name if missing.key[1:] == () else missing.fact.name
        resting = [step.subject for step in _open_for(trace(self.found), name)] or _mentioning(self.found, name)
        texts = [
            f"{capital(self.wording.phrase(rule.text))} [{citer.cite_all(rule.citations, self.language)}]"
            for rule in resting
        ]
        shown = list(dict.fromkeys(texts))[:4]
        if not shown:
            click.echo(f"  {self.words['why_plain']}")
            return
        click.echo("  " + self.words["why"].format(texts=("\n    " + "\n    ".join(shown)) if shown else ""))


def _mentioning(found: Answer, name: str) -> list[p.Norm | p.Exception_ | p.Value]:
    """The rules nearest to the question that mention a fact themselves, where the reasoning doesn't come to it."""
    layout, program = found.knowledge.layout, found.knowledge.program
    seen: set[str] = set()
    pending = list(references(found.asked.root)) if found.asked.root else []
    mentioning: list[p.Norm | p.Exception_ | p.Value] = []
    for kind, rule in pending:
        if kind not in ("value", "live") or rule in seen:
            continue
        seen.add(rule)
        defining = (
            [program.values[rule].expression]
            if kind == "value"
            else [*layout.conditions(rule), *layout.defeaters(rule)]
        )
        named = [named for expression in defining for named in references(expression)]
        if ("fact", name) in named:
            mentioning.append(
                program.values[rule] if kind == "value" else program.norms.get(rule) or program.exceptions[rule]
            )
        pending += named
    return mentioning


def _open_for(step: Step, name: str) -> list[Step]:
    """The innermost conclusions that rest on a fact."""
    found = [inner for child in step.children for inner in _open_for(child, name)]
    if found:
        return found
    if step.kind in ("norm", "exception", "value") and any(_speaks(child, name) for child in step.children):
        return [step]
    return []


def _speaks(step: Step, name: str) -> bool:
    if step.kind in ("norm", "exception", "value", "untouched"):
        return False
    subjects = [step.subject, *step.detail, *(item for part in step.detail if type(part) is tuple for item in part)]
    named = [getattr(getattr(subject, "node", subject), "name", None) for subject in subjects]
    return name in named or any(_speaks(child, name) for child in step.children)
