"""An opinion for the terminal and for plain text files: wrapped, indented, coloured only where asked.

It needs no template engine: a cold start has no time for one.
"""

from collections.abc import Sequence

from engine.explain.opinion import Opinion
from engine.print.format import Format, Manner, Printable
from engine.print.head_and_foot import difference, heading, signature, subject
from engine.print.outline import Item, Section, sections
from engine.print.styling import Style, styled
from engine.tongues import tongue

_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r"), " ")
"""What lines are broken at beside spaces."""


def as_text(opinion: Opinion, manner: Manner) -> str:
    """The opinion as text."""
    return _Page(manner).opinion(opinion)


class _Page:
    def __init__(self, manner: Manner) -> None:
        self.colour, self.width, self.keys = manner.colour, manner.width, manner.keys
        self.colon = ":"
        self.lines: list[str] = []

    def opinion(self, opinion: Opinion) -> str:
        words = tongue(opinion.language).advice
        self.colon = words["colon"]
        self.keys = self.keys and signature(opinion) is None
        self._top(opinion)
        self._heading(words["question"])
        self._paragraph(opinion.question)
        self._heading(words["short"])
        self._paragraph(opinion.short, style=Style.ANSWER)
        laid_out = sections(opinion)
        for section in laid_out:
            if not section.in_annex:
                self._section(section)
        if (signed := signature(opinion)) is not None:
            self.lines += ["", f"  {signed.place_and_date}", "", f"  {signed.author}"]
        annex = [section for section in laid_out if section.in_annex]
        if annex:
            self.lines += ["", self._styled(f"──── {words['annex']} ────", Style.MARK)]
        for section in annex:
            self._section(section)
        return "\n".join(self.lines).strip("\n") + "\n"

    def _top(self, opinion: Opinion) -> None:
        """One line, or a line for each part of the heading that the user has given."""
        if signature(opinion) is None:
            self._paragraph(subject(opinion), style=Style.MARK)
            return
        for name, content in heading(opinion):
            self._paragraph(f"{name}{self.colon} {content}", style=Style.MARK)

    def _section(self, section: Section) -> None:
        self._heading(section.title)
        for paragraph in section.paragraphs:
            self._paragraph(paragraph)
        for item in section.items:
            if section.running:
                self._running(item)
            else:
                self._item(item, 1, section.numbered)

    def summary(self, opinions: Sequence[Opinion]) -> str:
        """The question, and what sets the documents apart."""
        words = tongue(opinions[0].language).advice
        self._heading(words["comparison"])
        self._paragraph(opinions[0].question)
        self._paragraph(difference(opinions), style=Style.ANSWER)
        return "\n".join(self.lines).strip("\n")

    def _heading(self, title: str) -> None:
        self.lines += ["", self._styled(title.upper(), Style.HEADING)]

    def _paragraph(self, text: str, style: Style | None = None) -> None:
        self.lines += [self._styled(line, style) for line in self._wrapped(text, "  ", "  ")]

    def _item(self, item: Item, depth: int, numbered: bool) -> None:
        indent = "  " * depth
        mark = f"{item.mark} " if numbered and item.mark else f"– {item.mark}{self.colon} " if item.mark else "– "
        typed = item.typed if self.keys else ""
        if typed and not item.mark and depth > 1:
            mark = f"{typed}{self.colon} "
        text = mark + item.text + (f" [{item.citation}]" if item.citation else "")
        hanging = indent + "  "
        lines = self._wrapped(text, indent, hanging)
        if item.citation:
            lines = [
                line.replace(f"[{item.citation}]", self._styled(f"[{item.citation}]", Style.CITATION)) for line in lines
            ]
        self.lines += lines
        if typed and not (depth > 1 and not item.mark):
            self.lines.append(hanging + self._styled(typed, Style.TYPED))
        for child in item.children:
            self._item(child, depth + 1, numbered)

    def _running(self, item: Item) -> None:
        """A paragraph whose sentences follow on one another."""
        parts = [item, *item.children]
        text = " ".join(part.text + (f" [{part.citation}]" if part.citation else "") for part in parts)
        mark = f"{item.mark} " if item.mark else ""
        self.lines += self._wrapped(mark + text, "  ", "  " + " " * len(mark))

    def _wrapped(self, text: str, first: str, rest: str) -> list[str]:
        """Lines of text, broken at spaces only and never at a no-break space."""
        lines: list[str] = []
        indent, line = first, ""
        for word in filter(None, text.translate(_SPACES).split(" ")):
            if line and len(indent) + len(line) + 1 + len(word) > self.width:
                lines.append(indent + line)
                indent, line = rest, ""
            line += f" {word}" if line else word
        return [*lines, indent + line] if line else lines

    def _styled(self, text: str, style: Style | None) -> str:
        return styled(text, style) if self.colour and style else text


def _single(reply: Printable, manner: Manner) -> str:
    return as_text(reply.opinion, manner)


def _comparison(replies: Sequence[Printable], manner: Manner) -> str:
    """What differs first, then each opinion in full."""
    opinions = [reply.opinion for reply in replies]
    summary = _Page(manner).summary(opinions)
    return summary + "\n\n" + "\n\n".join(as_text(opinion, manner) for opinion in opinions)


FORMAT = Format(
    name="text",
    suffix=".txt",
    media_type="text/plain; charset=utf-8",
    is_binary=False,
    single=_single,
    comparison=_comparison,
)
