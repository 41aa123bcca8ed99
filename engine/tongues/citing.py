"""Citations: the words of a language for the parts of a place, and how they are put together."""

import re
from collections.abc import Sequence
from functools import cached_property

from dsl.locator import PlacePart
from engine.tongues.words import Worded, Words

_TOGETHER = ("sentence", "row", "bullet", "letter")
"""What is cited as one where several follow one another: `sentences 1 and 3`."""

_READ = "_read"
"""The end of the keys of what people write for a kind of part."""
_CITED = r"§+|\(\w{1,5}\)|\w+(?:[.-]\w+)*|[^\s.,;:]"
"""A word, a number, or a sign of a citation; what is not, too, so that no other text passes for one."""
_NUMBER = r"\d|[ivxlc]+$|[a-z]{1,2}$|[a-z]\."


class Citing(Worded):
    """How a tongue cites. The parts of a place, and their order, come from the place."""

    @cached_property
    def places(self) -> Words:
        """The words for the parts of a place."""
        return self.words("places")

    def ordinal(self, number: int, kind: str) -> str:
        """A number of order, as it stands with the word for a kind of part."""
        return str(number)

    def cited_part(self, part: PlacePart) -> str:
        """One part of a place: `para. 2`, `sentences 1–3`, `table`."""
        key = part.kind + ("_range" if part.end else "" if part.number else "_alone")
        return self.places.say(key, **self._gaps(part))

    def cite(self, parts: Sequence[PlacePart], courts: bool = False) -> str:
        """The citation of one place; `courts` sets it as the courts do, where they do it otherwise."""
        return self._joint(courts).join(self.cited_part(part) for part in parts)

    def cite_all(self, places: Sequence[Sequence[PlacePart]], courts: bool = False) -> str:
        """Several places as one citation; what follows one another in one paragraph, or clause, is cited as one."""
        grouped: list[tuple[tuple[PlacePart, ...], list[PlacePart]]] = []
        for place in dict.fromkeys(tuple(place) for place in places):
            stem, last = place[:-1], place[-1]
            if grouped and stem and grouped[-1][0] == stem:
                grouped[-1][1].append(last)
            else:
                grouped.append((stem, [last]))
        joint = self._joint(courts)
        clauses: list[tuple[PlacePart | None, list[str]]] = []
        for stem, lasts in grouped:
            text = joint.join([*map(self.cited_part, stem[1:]), self._cited_parts(lasts)])
            if stem and clauses and clauses[-1][0] == stem[0]:
                clauses[-1][1].append(text)
            else:
                clauses.append((stem[0] if stem else None, [text]))
        texts = []
        for clause, within in clauses:
            several = joint.join(within[:-1]) + joint.rstrip() + self.words("steps")["and"] + within[-1]
            text = several if len(within) > 1 else within[0]
            texts.append(text if clause is None else joint.join([self.cited_part(clause), text]))
        return self.words("advice")["semicolon"].join(texts)

    def read(self, citation: str) -> tuple[PlacePart, ...]:
        """The parts of a place that a citation names as people write it: `Article 9(1)(b)`, `art. 9 para 1`.

        Of each part whose number stands behind its word; empty for any other text.
        """
        parts: list[PlacePart] = []
        kind = ""
        for token in re.findall(_CITED, citation.casefold()):
            if token in self._kinds_read:
                kind = self._kinds_read[token]
                continue
            number = token.strip("()")
            if token.startswith("("):
                kind = "paragraph" if number.isdigit() else "letter"
            elif not kind and not parts:
                kind = "number"
            if not kind or not re.match(_NUMBER, number):
                return ()
            parts.append(PlacePart(kind, number))
            kind = ""
        return () if kind else tuple(parts)

    @cached_property
    def _kinds_read(self) -> dict[str, str]:
        """The kinds of parts by the words that people write for them."""
        keys = {key: key.removesuffix(_READ) for key in self.places if key.endswith(_READ)}
        return {word.casefold(): kind for key, kind in keys.items() for word in self.places[key].split()}

    def _joint(self, courts: bool) -> str:
        return ", "

    def _gaps(self, part: PlacePart) -> dict[str, str]:
        gaps = {"n": part.number, "end": part.end}
        if part.number.isdigit():
            gaps["nth"] = self.ordinal(int(part.number), part.kind)
        if part.end.isdigit():
            gaps["endth"] = self.ordinal(int(part.end), part.kind)
        return gaps

    def _cited_parts(self, parts: Sequence[PlacePart]) -> str:
        runs: list[list[PlacePart]] = []
        for part in _in_order(parts):
            if runs and part.kind in _TOGETHER and not part.end and runs[-1][0]._replace(number=part.number) == part:
                runs[-1].append(part)
            else:
                runs.append([part])
        return self._and([self._cited_run(run) for run in runs])

    def _cited_run(self, run: Sequence[PlacePart]) -> str:
        if len(run) == 1:
            return self.cited_part(run[0])
        several = [self.places.say(f"{part.kind}_among", **self._gaps(part)) for part in run]
        return self.places.say(f"{run[0].kind}_many", several=self._and(several))

    def _and(self, parts: Sequence[str]) -> str:
        return ", ".join(parts[:-1]) + self.words("steps")["and"] + parts[-1] if len(parts) > 1 else parts[0]


def _in_order(parts: Sequence[PlacePart]) -> Sequence[PlacePart]:
    """Parts of one kind by their numbers."""
    if len({part.kind for part in parts}) == 1 and all(part.number.isdigit() for part in parts):
        return sorted(parts, key=lambda part: int(part.number))
    return parts
