"""Phrases of the knowledge base in one language, as Markdown, with links as they are right on one page."""

from collections.abc import Iterable
from typing import Any

from dsl.typed import program as p
from engine.explain.values import show_value
from engine.explain.wording import wording_of
from engine.faces.site import links
from engine.faces.site.volumes import Declared, Volume
from engine.model.expressions import never_holds
from engine.print.markdown_text import plain
from engine.tongues import tongue
from engine.tongues.writing import bare, capital


class Scribe:
    """Writes about one edition, in one language, on the page `here`."""

    def __init__(self, volume: Volume, language: str, here: str) -> None:
        self.volume, self.language, self.here = volume, language, here
        self.words = tongue(language).words("pages")
        self.program = volume.program

    def word(self, key: str, **gaps: Any) -> str:
        """A fixed word or sentence with its gaps filled."""
        return self.words.say(key, **gaps)

    def phrase(self, phrase: p.Phrase) -> str:
        """A phrase as it is printed: with the no-break spaces of the language."""
        return tongue(self.language).spaced(phrase.in_language(self.language))

    def text(self, words: str) -> str:
        """Words of people as Markdown that shows them as they are."""
        return plain(words)

    def say(self, phrase: p.Phrase | None) -> str:
        """A phrase of the knowledge base as Markdown, without the full stop that would stand in mid-sentence."""
        return self.text(bare(self.phrase(phrase))) if phrase else ""

    def in_a_row(self, texts: Iterable[str]) -> str:
        """Several remarks one after the other, each once."""
        return tongue(self.language).advice["semicolon"].join(dict.fromkeys(texts))

    def sentence(self, phrase: p.Phrase | None) -> str:
        """A phrase as a sentence of its own."""
        return ended(capital(plain(self.phrase(phrase)))) if phrase else ""

    def link(self, label: str, target: str) -> str:
        """A link to a page of the same language."""
        return links.linked(label, target, self.here)

    def term(self, kind: str, name: str) -> str:
        """The label of a party, topic, action, aspect or external document."""
        found = self.program.terms.get(f"{kind}:{name}")
        return self.say(found.text) if found else plain(name)

    def party(self, party: p.Party) -> str:
        """The label of a party; of one that is taken from a fact or a list, what that is called."""
        return self.term("party", party) if isinstance(party, str) else self.say(party.text)

    def value(self, value: Any, type_: p.Type) -> str:
        """A value in words and figures."""
        return self.text(show_value(value, type_, self.program, self.language))

    def told(self, named: p.Reference | p.FieldReference, value: Any) -> str:
        """The sentence that a fact declares for what it is; empty where it declares none."""
        return self.text(wording_of(self.volume.knowledge, self.language).stating.told(named, value, named.type))

    def cite(self, locators: tuple[str, ...]) -> str:
        """Citations, each linked to the page of its clause."""
        places: dict[str, list[str]] = {}
        for locator in locators:
            places.setdefault(locator.split(" ", 1)[0], []).append(locator)
        found = []
        for number, own in places.items():
            text = plain(self.volume.citer.cite_all(tuple(own), self.language))
            is_here = links.clause_page(self.volume, number) == self.here
            found.append(
                text
                if is_here or number not in self.program.clauses
                else self.link(text, links.clause_page(self.volume, number))
            )
        return tongue(self.language).listed(found)

    def clause(self, number: str, with_heading: bool = True) -> str:
        """A clause by its citation and heading, linked."""
        clause = self.program.clauses.get(number)
        text = capital(plain(self.volume.citer.cite(number, self.language)))
        if clause is None:
            return text
        if with_heading:
            text += f"{self.words['colon']} {self.say(clause.text)}"
        return self.link(text, links.clause_page(self.volume, number))

    def clause_title(self, number: str) -> str:
        """The citation and heading of a clause, without a link and unescaped."""
        cited = capital(self.volume.citer.cite(number, self.language))
        heading = self.phrase(self.program.clauses[number].text)
        return f"{cited} – {heading}"

    def declared(self, node: Declared, label: str | None = None) -> str:
        """A declaration by its gist, linked to its place."""
        return self.link(label or self.say(node.text), links.declared(self.volume, node))

    def heading(self, norm: p.Norm) -> str:
        """What a norm comes to in a few words: who may or must do what."""
        parties = tongue(self.language).together([self.party(bearer) for bearer in norm.bearers])
        bearer = wording_of(self.volume.knowledge, self.language).parties.borne(norm.plurality, parties)
        if bearer != parties:
            bearer = self.word("borne", bearers=bearer)
        counterparty = tongue(self.language).together([self.party(other) for other in norm.counterparties])
        denied = norm.verb == "must" and never_holds(self.program, norm.conditions)
        action = self.term("action", norm.action)
        key = ("need not" if denied else norm.verb) + (" several" if len(norm.bearers) > 1 else "")
        return capital(self.word(key, bearer=bearer, action=action, counterparty=counterparty))

    def topic(self, name: str) -> str:
        """The label of a topic."""
        return capital(self.term("topic", name))

    def question(self, name: str) -> str:
        """A question, linked to its page."""
        return self.link(self.say_question(self.program.questions[name]), links.question_page(name))

    def say_question(self, question: p.Question) -> str:
        """A question as Markdown; its question mark stays."""
        return plain(self.phrase(question.text))

    def edition(self) -> str:
        """The edition in a few words."""
        day = self.program.edition.in_force
        if day is None:
            return self.words["edition_undated"]
        return self.word("in_force", day=tongue(self.language).date(day))

    def type(self, type_: p.Type) -> str:
        """A type in plain words."""
        match type_.kind:
            case "list":
                text = self.word("t_list", what=self.say(self.program.records[type_.name].text))
            case "choice" if type_.name == "party":
                text = self.words["t_party"]
            case "choice":
                options = self.program.choices[type_.name].options
                text = self.word("t_choice", what=", ".join(self.say(option.text) for option in options))
            case kind:
                text = self.words[f"t_{kind}"]
        return self.word("t_optional", what=text) if type_.optional else text

    def joined(self, sentence: str) -> str:
        """A sentence put together from parts, with what the language contracts where they meet."""
        return tongue(self.language).elided(sentence)


def ended(text: str) -> str:
    """A sentence with its full stop."""
    return text if text[-1:] in ".?!»”:" else f"{text}."
