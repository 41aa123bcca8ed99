"""The language server, asked over standard input and output by a client of the protocol's own library."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="pygls comes with the extra `editor`")

from lsprotocol import types as t
from pygls.lsp.client import LanguageClient

from engine.faces.editor.columns import offset_at, position_of

pytestmark = pytest.mark.suite

CONTRACT = Path(__file__).parents[1] / "revise" / "contract"
ROOT = Path(__file__).parents[2]
FILE = "crique-verte/2024-01-01.clause"


class Editor:
    """An editor with the small contract open, one file of it before its user."""

    def __init__(self, client: LanguageClient, folder: Path, file: str) -> None:
        self.client, self.folder, self.path = client, folder, folder / "clauses" / file
        self.uri, self.text, self.version = self.path.as_uri(), self.path.read_text(encoding="utf-8"), 1
        self.shown: dict[str, list[t.Diagnostic]] = {}
        self.told: list[str] = []
        self.arrived = asyncio.Event()

    def at(self, words: str, within: str | None = None) -> t.Position:
        """The position of words, or of a word within them."""
        start = self.text.index(words) + (words.index(within) if within else 0)
        return position_of(self.text, start + 1)

    def document(self) -> t.TextDocumentIdentifier:
        return t.TextDocumentIdentifier(self.uri)

    async def type(self, old: str, new: str) -> list[t.Diagnostic]:
        """Replaces words without saving; the diagnostics that are shown then."""
        self.text = self.text.replace(old, new)
        self.version += 1
        self.arrived.clear()
        self.client.text_document_did_change(
            t.DidChangeTextDocumentParams(
                t.VersionedTextDocumentIdentifier(self.version, self.uri),
                [t.TextDocumentContentChangeWholeDocument(self.text)],
            )
        )
        await self.waited()
        return self.shown.get(self.uri, [])

    async def waited(self) -> None:
        """Waits for diagnostics, which come only for files that have, or had, some."""
        try:
            await asyncio.wait_for(self.arrived.wait(), 120)
        except TimeoutError:
            pytest.fail("no diagnostics came")


def edited(during: Callable[[Editor], Awaitable[None]], folder: Path, file: str, locale: str = "en") -> None:
    async def main() -> None:
        client = LanguageClient("test", "1")
        editor = Editor(client, folder, file)

        @client.feature(t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(told: t.PublishDiagnosticsParams) -> None:
            editor.shown[told.uri] = list(told.diagnostics)
            editor.arrived.set()

        @client.feature(t.WINDOW_SHOW_MESSAGE)
        def message(told: t.ShowMessageParams) -> None:
            editor.told.append(told.message)

        words = ["-m", "engine.faces.command_line", "language-server", "--scenarios", str(folder / "scenarios")]
        await client.start_io(sys.executable, *words, cwd=str(ROOT))
        await client.initialize_async(
            t.InitializeParams(t.ClientCapabilities(), root_uri=folder.as_uri(), process_id=None, locale=locale)
        )
        client.initialized(t.InitializedParams())
        client.text_document_did_open(
            t.DidOpenTextDocumentParams(t.TextDocumentItem(editor.uri, "clause", editor.version, editor.text))
        )
        await during(editor)
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()

    asyncio.run(main())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTRACT, tmp_path / "contract")
    return tmp_path / "contract"


def test_columns_are_counted_as_editors_do() -> None:
    text = "a𝄞b\nc"
    assert position_of(text, 2) == t.Position(0, 3)
    assert offset_at(text, t.Position(0, 3)) == 2
    assert offset_at(text, t.Position(1, 9)) == len(text)
    assert offset_at(text, t.Position(7, 0)) == len(text)


def test_a_mistake_is_shown_as_one_types_with_what_to_do_and_goes_when_it_is_mended(folder: Path) -> None:
    async def during(editor: Editor) -> None:
        (wrong,) = await editor.type("when storm", "when strom")
        assert wrong.code == "unknown-name"
        assert wrong.severity == t.DiagnosticSeverity.Error
        assert "did you mean `storm`?" in wrong.message
        assert wrong.range.start == position_of(editor.text, editor.text.index("strom"))
        assert await editor.type("when strom", "when storm") == []
        found = await editor.type("  when storm", "  when storm and")
        assert found
        assert all(each.source == "opposable" for each in found)
        assert await editor.type("  when storm and", "  when storm") == []

    edited(during, folder, FILE)


def test_a_mistake_is_told_in_the_language_of_the_editor(folder: Path) -> None:
    async def during(editor: Editor) -> None:
        (wrong,) = await editor.type("when storm", "when strom")
        assert "vouliez-vous dire `storm`" in wrong.message

    edited(during, folder, FILE, "fr-CH")


def test_a_name_says_what_it_is_where_it_is_declared_and_where_it_is_used(folder: Path) -> None:
    async def during(editor: Editor) -> None:
        at = editor.at("live(rebate)", "rebate")
        hover = await editor.client.text_document_hover_async(t.HoverParams(editor.document(), at))
        assert hover is not None
        assert isinstance(hover.contents, t.MarkupContent)
        assert "claim rebate: boater is owed pay_rebate towards port" in hover.contents.value
        assert "Le plaisancier a droit à une remise" in hover.contents.value
        assert "§1 s.1" in hover.contents.value
        place = await editor.client.text_document_definition_async(t.DefinitionParams(editor.document(), at))
        assert isinstance(place, t.Location)
        assert place.range.start == position_of(editor.text, editor.text.index("claim rebate") + len("claim "))
        context = t.ReferenceContext(include_declaration=True)
        found = await editor.client.text_document_references_async(t.ReferenceParams(context, editor.document(), at))
        lines = sorted(each.range.start.line for each in found or [])
        expected = [
            number
            for number, line in enumerate(editor.text.splitlines())
            if "live(rebate)" in line or line.startswith("claim rebate") or " to rebate " in line
        ]
        assert lines == expected
        spoken = await editor.client.text_document_hover_async(t.HoverParams(editor.document(), editor.at("ceiling(")))
        assert spoken is not None
        assert isinstance(spoken.contents, t.MarkupContent)
        assert "ceiling(" in spoken.contents.value

    edited(during, folder, FILE)


def test_a_name_that_is_taken_or_none_at_all_is_refused(folder: Path) -> None:
    async def during(editor: Editor) -> None:
        taken = next(
            name
            for line in (folder / "clauses" / "vocabulary.clause").read_text(encoding="utf-8").splitlines()
            if line.startswith(("fact ", "judgement ")) and (name := line.split()[1].rstrip(":")) != "storm"
        )
        for refused, said in ((taken, "declared already"), ("9 storms", "no name")):
            wrong = t.RenameParams(editor.document(), editor.at("when storm", "storm"), refused)
            with pytest.raises(Exception, match=said):
                await editor.client.text_document_rename_async(wrong)

    edited(during, folder, FILE)


def test_a_name_is_changed_everywhere_also_in_other_files(folder: Path) -> None:
    async def during(editor: Editor) -> None:
        params = t.RenameParams(editor.document(), editor.at("when storm", "storm"), "heavy_storm")
        edit = await editor.client.text_document_rename_async(params)
        assert edit is not None
        assert edit.changes is not None
        vocabulary = (folder / "clauses" / "vocabulary.clause").as_uri()
        assert {vocabulary, editor.uri} <= set(edit.changes)
        for uri, edits in edit.changes.items():
            path = Path(uri.removeprefix("file://"))
            text = path.read_text(encoding="utf-8")
            for change in sorted(edits, key=lambda change: change.range.start.line, reverse=True):
                start, end = offset_at(text, change.range.start), offset_at(text, change.range.end)
                assert text[start:end] == "storm"
                text = text[:start] + change.new_text + text[end:]
            path.write_text(text, encoding="utf-8")
        editor.text = editor.path.read_text(encoding="utf-8")
        function = t.RenameParams(editor.document(), editor.at("ceiling("), "roof")
        assert await editor.client.text_document_rename_async(function) is None

    edited(during, folder, FILE)
    from dsl.check import check_folder

    checked = check_folder(folder / "clauses")
    assert checked.is_sound
    assert "heavy_storm" in checked.programs[0].facts


def test_completion_knows_the_passages_of_the_lock_and_every_name(folder: Path) -> None:
    from engine.faces.command_line.command import main

    clauses = str(folder / "clauses")
    with pytest.raises(SystemExit):
        main(["source", "lock", "crique-verte", str(folder / "texts" / "2024-01-01.pdf"), "--clauses", clauses])

    async def during(editor: Editor) -> None:
        begun = editor.text.index("claim rebate by ") + len("claim rebate by ")
        found = await editor.client.text_document_completion_async(
            t.CompletionParams(editor.document(), position_of(editor.text, begun))
        )
        assert isinstance(found, list)
        assert {"2.1 §1 s.1", "3.1 §1 s.1"} <= {item.label for item in found}
        found = await editor.client.text_document_completion_async(
            t.CompletionParams(editor.document(), editor.at("when storm", "storm"))
        )
        assert isinstance(found, list)
        names = {item.label: item for item in found}
        assert {"storm", "rebate", "boater"} <= set(names)
        assert names["storm"].detail == "fact storm: boolean"
        assert names["storm"].documentation

    edited(during, folder, FILE)


def test_a_file_is_set_and_outlined_as_it_stands(folder: Path) -> None:
    async def during(editor: Editor) -> None:
        options = t.FormattingOptions(tab_size=2, insert_spaces=True)
        formatting = t.DocumentFormattingParams(editor.document(), options)
        assert await editor.client.text_document_formatting_async(formatting) in ([], (), None)
        await editor.type("  when storm", "  when    strom")
        (edit,) = await editor.client.text_document_formatting_async(formatting) or []
        assert edit.new_text == editor.text.replace("when    strom", "when strom")
        symbols = await editor.client.text_document_document_symbol_async(t.DocumentSymbolParams(editor.document()))
        clauses = {each.name: each for each in symbols or [] if isinstance(each, t.DocumentSymbol)}
        assert [child.name for child in clauses["clause 2.3"].children or []] == [
            "exception storm_excludes",
            "exception works_exclude",
            "exception own_fault_excludes",
        ]

    edited(during, folder, FILE)


@pytest.mark.parametrize(
    ("locale", "title"), [("en", "Which answers move?"), ("fr-CH", "Quelles réponses changent\u00a0?")]
)
def test_a_norm_says_which_answers_move_before_anything_is_saved(folder: Path, locale: str, title: str) -> None:
    async def during(editor: Editor) -> None:
        lenses = await editor.client.text_document_code_lens_async(t.CodeLensParams(editor.document()))
        commands = {
            lens.command.arguments[1]: lens.command
            for lens in lenses or []
            if lens.command is not None and lens.command.arguments
        }
        assert commands["rebate"].title == title
        asked = t.ExecuteCommandParams(commands["rebate"].command, commands["rebate"].arguments)
        assert await editor.client.workspace_execute_command_async(asked) == []
        if locale == "en":
            await editor.type("when outage_length > 5 hours", "when outage_length > 500 hours and strom")
            assert await editor.client.workspace_execute_command_async(asked) == []
            assert "did you mean `storm`?" in editor.told[-1]
            await editor.type(" and strom", "")
            moved = await editor.client.workspace_execute_command_async(asked)
            assert isinstance(moved, list)
            assert moved
            assert moved[0]["title"] in editor.told[-1]
            assert "500" not in editor.path.read_text(encoding="utf-8")

    edited(during, folder, FILE, locale)
