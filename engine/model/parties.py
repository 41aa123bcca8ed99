"""Who bears a norm, in words, and what a norm or an exception says, with its bearers where several bear it."""

from collections.abc import Callable, Sequence
from typing import assert_never

from dsl.kinds import Plurality
from dsl.typed import program as p
from engine.tongues import Tongue
from engine.tongues.writing import bare


class Parties:
    """The parties of one program in one language; `phrase` puts what the program says into it."""

    def __init__(self, program: p.Program, tongue: Tongue, phrase: Callable[[p.Phrase], str]) -> None:
        self.program, self.tongue, self.phrase = program, tongue, phrase

    def label(self, party: p.Party) -> str:
        """A party as it is called; one that is taken from a fact or a list by what that is called."""
        match party:
            case p.TakenParty(text=text):
                return self.phrase(text)
            case name:
                return self.phrase(self.program.terms[f"party:{name}"].text)

    def labels(self, parties: Sequence[p.Party]) -> str:
        """Parties by their labels: `the tenant and the subtenant`."""
        return self.tongue.together([self.label(party) for party in parties])

    def bearers(self, norm: p.Norm) -> str:
        """Who bears a norm, and how several do: `the tenant and the subtenant, jointly and severally`."""
        return self.borne(norm.plurality, self.labels(norm.bearers))

    def borne(self, plurality: Plurality | None, parties: str) -> str:
        """Parties, with the way in which they bear a norm."""
        match plurality:
            case None | "each":
                return parties
            case "jointly":
                return self._say("borne_jointly", parties=parties)
            case "severally":
                return self._say("borne_severally", parties=parties)
            case "jointly and severally":
                return self._say("borne_jointly_and_severally", parties=parties)
        assert_never(plurality)

    def gist(self, node: p.Norm | p.Exception_) -> str:
        """What a norm or an exception says, without its full stop; of one that several bear, who and how."""
        text = bare(self.phrase(node.text))
        match node:
            case p.Norm(plurality=None) | p.Exception_(bearers=()):
                return text
            case p.Norm(plurality="each" | "severally"):
                return self._say("borne_here", gist=text, bearers=self.bearers(node))
            case p.Norm():
                return self._say("borne", gist=text, bearers=self.bearers(node))
            case p.Exception_():
                return self._say("borne_here", gist=text, bearers=self.labels(node.bearers))
        assert_never(node)

    def uncovered(self, norm: p.Norm, aspect: p.Term | None, is_theirs: bool) -> str:
        """In which respect a norm does not reach as far as a question: for others only, or silent on an aspect."""
        if not is_theirs:
            return self._say("uncovered_parties", bearers=self.bearers(norm))
        assert aspect is not None, "a ground falls short in some respect"
        return self._say("uncovered", aspect=self.phrase(aspect.text))

    def _say(self, key: str, **words: str) -> str:
        return self.tongue.steps.say(key, **words)
