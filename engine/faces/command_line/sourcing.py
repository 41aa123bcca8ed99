"""`source`: the passages of a text, locked, compared, shown and signed off."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from dsl.diagnostic import Diagnostic, Rejected
from dsl.files import lies_at
from dsl.numberings import Numbering
from dsl.sentence import told
from engine.faces.command_line.options import (
    clauses_option,
    edition_option,
    exit_option,
    form_option,
    numbered_option,
    on_option,
    terminal_language_option,
    text_argument,
    verbose_option,
)
from engine.faces.command_line.outlines import warn_of_doubts, write_outline
from engine.faces.command_line.output import of_revisions, write, writing
from engine.print.data import as_json
from engine.tongues import Words, tongue

_edition_option = edition_option("The edition; the newest one that is encoded if none is named.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def source() -> None:
    """Keep the fingerprints of a document's passages, and compare texts with them. No words are kept."""


@source.command(
    epilog="""\b
Examples:
  opposable source lock DOCUMENT terms.pdf
  opposable source lock DOCUMENT new.pdf --edition 2025-01-01
"""
)
@click.argument("document")
@text_argument
@_edition_option
@click.option("--replace", is_flag=True, help="Replace the lock of a text that reads otherwise.")
@terminal_language_option
@clauses_option()
def lock(document: str, textfile: Path, edition: str | None, replace: bool, language: str, clauses: Path) -> None:
    """Store the fingerprint of every passage of TEXTFILE as the lock of an edition of DOCUMENT."""
    from engine.model.staleness import lock_path
    from engine.revise.texts import cited_in_vain, newest_edition, require_name
    from engine.source.compare import UNCHANGED, compare_locks
    from engine.source.lock import load_lock, make_lock, write_lock
    from engine.source.read import read_source
    from engine.source.text_outline import layout_for, outline

    require_name(document, "a document")
    text = read_source(textfile)
    name = newest_edition(clauses, document) if edition is None else require_name(edition, "an edition")
    path = lock_path(clauses, document, name)
    layout = layout_for(clauses, document, text)
    made = make_lock(document, name, text, layout)
    if lies_at(path) and not replace:
        comparison = compare_locks(load_lock(path), made)
        if not comparison.same_words:
            shown = ", ".join(f"{count} {kind}" for kind, count in comparison.counts().items() if kind not in UNCHANGED)
            raise Rejected(
                [
                    Diagnostic(
                        "other-text",
                        told("edition `{name}` was encoded from another text: {shown}", name=name, shown=shown),
                        (),
                        "name the new edition with `--edition`, or replace the lock with `--replace`",
                    )
                ]
            )
    with writing(path):
        write_lock(made, path)
    click.echo(of_revisions("locked", len(made.passages), language, name=f"{document} {name}"))
    warn_of_doubts(outline(text, layout), cited_in_vain(clauses, name))


@source.command(
    "outline",
    epilog="""\b
Examples:
  opposable source outline terms.pdf
  opposable source outline terms.docx --numbered sections
""",
)
@text_argument
@numbered_option
@form_option
@terminal_language_option
def show_outline(textfile: Path, numbered: Numbering | None, form: str, language: str) -> None:
    """Show the clauses of TEXTFILE as they would be locked: what was taken for headings, and how much lies below."""
    from engine.source.layout import layout
    from engine.source.read import read_source
    from engine.source.text_outline import outline

    found = outline(read_source(textfile), layout(numbered) if numbered else None)
    if form == "json":
        entries = [
            {"clause": entry.clause, "heading": entry.heading, "passages": entry.passages, "percent": entry.percent}
            for entry in found.entries
        ]
        write(as_json({"numbered": numbered or found.numbering, "clauses": entries}))
    else:
        write_outline(found, numbered, language)
    warn_of_doubts(found)


@source.command(
    epilog="""\b
Examples:
  opposable source check DOCUMENT terms.pdf
  opposable source check DOCUMENT terms.pdf --record --exit-code
"""
)
@click.argument("document")
@text_argument
@_edition_option
@form_option
@exit_option("Exit with 1 if anything but typography changed.")
@click.option("--record", is_flag=True, help="Record the text as the one now published, so that answers know.")
@verbose_option("List the passages that are the same, too.")
@terminal_language_option
@clauses_option()
def check(
    document: str,
    textfile: Path,
    edition: str | None,
    form: str,
    exit_code: bool,
    record: bool,
    verbose: bool,
    language: str,
    clauses: Path,
) -> None:
    """Compare TEXTFILE with the lock of DOCUMENT and say for each passage what became of it."""
    from engine.model.staleness import published_path
    from engine.revise.texts import newest_edition, read_lock, require_name, require_same_document
    from engine.source.compare import compare_text
    from engine.source.lock import write_lock
    from engine.source.read import read_source
    from engine.source.text_outline import layout_for

    require_name(document, "a document")
    text = read_source(textfile)
    name = newest_edition(clauses, document) if edition is None else require_name(edition, "an edition")
    comparison = compare_text(read_lock(clauses, document, name), text, layout_for(clauses, document, text))
    if record:
        require_same_document(comparison)
        path = published_path(clauses, document, name)
        with writing(path):
            if comparison.same_words:
                path.unlink(missing_ok=True)
            else:
                write_lock(comparison.text, path)
    words = tongue(language).words("revising")
    shown = [change for change in comparison.changes if verbose or change.kind != "identical"]
    if form == "json":
        write(
            as_json(
                {
                    "document": document,
                    "edition": name,
                    "same_words": comparison.same_words,
                    "counts": comparison.counts(),
                    "passages": [
                        {
                            "locator": str(change.locator),
                            "change": change.kind,
                            "before": str(change.before.locator) if change.before else None,
                            "after": str(change.after.locator) if change.after else None,
                            "numbers_before": list(change.before.fingerprint.numbers) if change.before else None,
                            "numbers_after": list(change.after.fingerprint.numbers) if change.after else None,
                        }
                        for change in shown
                    ],
                }
            )
        )
    else:
        for change in shown:
            if change.kind != "shifted" or verbose:
                click.echo(f"{change.locator!s:<26} {words[change.kind]:<18} {_detail(change, words)}".rstrip())
        for (clause, now), count in ({} if verbose else comparison.shifts()).items():
            place = clause if clause == now else f"{clause} → {now}"
            click.echo(f"{place:<26} {words['shifted']:<18} {of_revisions('passages', count, language)}")
        counts = "  ".join(
            words.say("counted", kind=words[kind], count=count) for kind, count in comparison.counts().items()
        )
        click.echo(f"\n{counts}" if shown else counts)
    sys.exit(1 if exit_code and not comparison.same_words else 0)


@source.command(
    epilog="""\b
Examples:
  opposable source sign DOCUMENT "10.1.4 §1 s.3" --by "A. Rochat"
  opposable source sign DOCUMENT 9 --by "A. Rochat" --on 2024-03-01
"""
)
@click.argument("document")
@click.argument("locators", nargs=-1, required=True)
@click.option("--by", required=True, help="Who has compared the encoding with the passage.")
@on_option("The day of the signature; today if nothing is said.")
@_edition_option
@terminal_language_option
@clauses_option()
def sign(
    document: str,
    locators: tuple[str, ...],
    by: str,
    on: date | None,
    edition: str | None,
    language: str,
    clauses: Path,
) -> None:
    """Sign off the passages at LOCATORS as they now read: their encoding was compared and holds.

    A signature lapses when the passage's fingerprint changes.
    """
    from dsl.locator import Locator
    from engine.model.signoffs import SignOff, read_signoffs, signoffs_path, write_signoffs
    from engine.model.staleness import RECORD_AGAIN, published_path
    from engine.revise.texts import newest_edition, read_lock, require_name
    from engine.source.lock import load_lock

    if not by.strip():
        raise Rejected(
            [Diagnostic("bad-name", told("`{by}` cannot name who signs", by=by), (), "give a person's name to `--by`")]
        )
    require_name(document, "a document")
    name = newest_edition(clauses, document) if edition is None else require_name(edition, "an edition")
    published = published_path(clauses, document, name)
    present = load_lock(published, RECORD_AGAIN) if lies_at(published) else read_lock(clauses, document, name)
    signoffs = list(read_signoffs(clauses, document, name))
    day = on or date.today()
    wrong, signed = [], []
    for written in locators:
        try:
            place = Locator.parse(written)
        except ValueError as error:
            wrong.append(Diagnostic("unreadable-locator", error.args[0], (), "a locator reads like `10.5 §1 s.2`"))
            continue
        found = [entry for entry in present.passages if place.contains(entry.locator)]
        if not found:
            wrong.append(
                Diagnostic(
                    "unknown-passage",
                    told("the document has no passage `{place}`", place=place),
                    (),
                    "`opposable ledger` lists the passages",
                )
            )
        signed += [SignOff(str(entry.locator), by, day, entry.fingerprint.substance) for entry in found]
    if wrong:
        raise Rejected(wrong)
    with writing(signoffs_path(clauses, document, name)):
        path = write_signoffs(clauses, document, name, [*signoffs, *signed])
    click.echo(of_revisions("signed", len(signed), language, file=path.name))


def _detail(change: Any, words: Words) -> str:
    if change.kind == "numbers":
        old, new = change.before.fingerprint.numbers, change.after.fingerprint.numbers
        return f"{' '.join(old) or '–'} → {' '.join(new) or '–'}"
    return words.say("now", place=change.after.locator) if change.moved else ""


COMMANDS = {"source": source}
