"""The title of a facts file or scenario: a phrase in some languages, or a plain text."""

from collections.abc import Mapping

from dsl.diagnostic import Diagnostic, Label, suggestion
from dsl.frozen import dataclass
from dsl.sentence import told
from dsl.typed import program as p
from engine.case.facts_file import CaseFile
from engine.tongues import tags


@dataclass(frozen=True, slots=True)
class Title:
    """What a case is called: `title.en` and `title.fr`, or a plain text in the first language of its document."""

    written: str | Mapping[str, str]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it says it is written in: none where it is a plain text."""
        return () if isinstance(self.written, str) else tuple(self.written)

    @property
    def texts(self) -> tuple[str, ...]:
        """The title in each of its languages, in the order in which they are written."""
        return (self.written,) if isinstance(self.written, str) else tuple(self.written.values())

    @property
    def name(self) -> str:
        """The title by which a report names the case, whatever the language: the first one written."""
        return _on_one_line(next(iter(self.texts), ""))

    def in_language(self, language: str) -> str:
        """The title in a language, or by its name where it isn't written in it."""
        return self.name if isinstance(self.written, str) else _on_one_line(self.written.get(language, self.name))


def _on_one_line(text: str) -> str:
    """A title without breaks: what stands on a line of its own in a report could pass for what the report says."""
    return " ".join(text.split())


def unknown_languages(file: CaseFile, program: p.Program) -> list[Diagnostic]:
    """What is wrong with a title in a language that is neither one of the document's nor a tongue of the program."""
    written, edition = file.content.get("title", ""), program.edition
    if isinstance(written, str) or set(written) <= set(edition.languages):
        return []
    known = tuple(dict.fromkeys((*edition.languages, *tags())))
    return [
        Diagnostic(
            "unknown-language",
            told(
                "the title is written in `{language}`, which is no language of `{document}`",
                language=language,
                document=edition.document,
            ),
            (Label(file.at("title", language)),),
            suggestion(language, known)
            or told("its languages are {names}", names=", ".join(f"`{tag}`" for tag in known)),
        )
        for language in written
        if language not in known
    ]
