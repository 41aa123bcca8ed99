"""The server: what an editor asks, answered from the clause files as it has them."""

import asyncio
import re
from functools import reduce
from pathlib import Path
from typing import Any

from lsprotocol import types as t
from pygls import uris
from pygls.exceptions import FeatureRequestError, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from dsl.diagnostic import Diagnostic, Rejected
from dsl.harmless import harmless, harmless_name
from dsl.position import Span
from dsl.report import full
from dsl.surface import syntax as s
from dsl.surface.formatter import format_source
from dsl.units.scope import AS_OF
from engine import __version__
from engine.faces.editor.answered_requests import AnsweredError, AnsweringProtocol
from engine.faces.editor.bounded_input import LARGEST_MESSAGE
from engine.faces.editor.columns import changed as changed_by
from engine.faces.editor.columns import offset_at, position_of, range_of
from engine.faces.editor.descriptions import described, gist, kind_of, signature
from engine.faces.editor.moving import moving
from engine.faces.editor.names import Named, Occurrence
from engine.faces.editor.workspace import Workspace
from engine.library.library import DEFAULT
from engine.tongues import Words, tags, tongue
from engine.tongues.messages import in_language, said

MOVES = "opposable.moves"
"""The command behind the lens of a norm: which answers move by what was changed."""
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*")
"""What the grammar takes for a name."""

_PAUSE = 0.15
"""How many seconds nobody types before everything is checked."""

_SEVERITY = {"error": t.DiagnosticSeverity.Error, "warning": t.DiagnosticSeverity.Warning}
_KINDS = {
    s.Norm: t.SymbolKind.Function,
    s.Exception_: t.SymbolKind.Operator,
    s.Value: t.SymbolKind.Variable,
    s.Fact: t.SymbolKind.Field,
    s.Ambiguity: t.SymbolKind.Enum,
    s.Choice: t.SymbolKind.Enum,
    s.Record: t.SymbolKind.Struct,
    s.Question: t.SymbolKind.Event,
    s.Clause: t.SymbolKind.Namespace,
}


class ClauseServer(LanguageServer):
    """The state of one editor: the workspace, once the editor has said which, and what it was told of each file."""

    def __init__(self, folder: Path | None, scenarios: tuple[Path, ...]) -> None:
        super().__init__("opposable", __version__, protocol_cls=AnsweringProtocol)
        self.told_folder, self.scenarios = folder, scenarios
        self.clauses: Workspace | None = None
        self.published: set[str] = set()
        self.waiting: asyncio.Future[None] | None = None
        self.language = DEFAULT

    @property
    def words(self) -> Words:
        """What the editor says, in its language."""
        return tongue(self.language).words("editor")

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Says of a message that asks for no answer, or is none, that it was passed over; a request is answered."""
        if source is not FeatureRequestError and not isinstance(error, AnsweredError):
            passed_over = t.ShowMessageParams(message=self.words["passed_over"], type=t.MessageType.Error)
            self.window_show_message(passed_over)

    def refuse(self) -> None:
        """Says that a message is larger than is read, and that nothing after it is."""
        too_large = self.words.say("too_large", bytes=LARGEST_MESSAGE)
        self.window_show_message(t.ShowMessageParams(message=too_large, type=t.MessageType.Error))

    def said(self, sentence: str) -> str:
        """A sentence that was made with `told`, in the language of the editor."""
        return said(sentence, tongue(self.language).words("messages"))

    def told(self, error: Rejected) -> str:
        """What was refused, in the language of the editor."""
        words = tongue(self.language).words("messages")
        return full(in_language(error.diagnostics, self.language), error.sources, words=words)

    @property
    def files(self) -> Workspace:
        """The clause files: of the folder of the call, else of `clauses` in what the editor opened, else of that.

        Where it opened no folder, they are those that it has open.
        """
        if self.clauses is None:
            opened = self.workspace.root_path
            root = Path(opened or Path.cwd().anchor)
            found = self.told_folder or (root / "clauses" if opened and (root / "clauses").is_dir() else root)
            self.clauses = Workspace(_resolved(found), only_open=self.told_folder is None and opened is None)
        return self.clauses

    def file(self, uri: str) -> str | None:
        """What a clause file is called within the folder; None of whatever else an editor shows."""
        path = Path(uris.to_fs_path(uri) or "")
        if path.suffix != ".clause":
            return None
        path = _resolved(path.parent) / path.name  # what a link leads to is called as the link
        folder = self.files.folder
        return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else None

    def uri(self, name: str) -> str:
        """The address of a file within the folder."""
        return uris.from_fs_path(str(self.files.folder / name)) or name

    def location(self, span: Span) -> t.Location:
        """A place as an editor opens it."""
        return t.Location(self.uri(span.file), range_of(self.files.text(span.file), span.start, span.end))

    def named(self, uri: str, position: t.Position) -> Occurrence | None:
        """What stands at a position."""
        name = self.file(uri)
        return self.files.names.at(name, offset_at(self.files.text(name), position)) if name is not None else None

    # ---- diagnostics

    def publish(self) -> None:
        """Shows what is wrong in every file, and that nothing is where something was."""
        found: dict[str, list[t.Diagnostic]] = {name: [] for name in self.published}
        for diagnostic in in_language(self.files.checked.diagnostics, self.language):
            if diagnostic.labels:
                found.setdefault(diagnostic.labels[0].span.file, []).append(self._shown(diagnostic))
        for name, shown in found.items():
            self.text_document_publish_diagnostics(t.PublishDiagnosticsParams(self.uri(name), shown))
        self.published = {name for name, shown in found.items() if shown}

    def _shown(self, diagnostic: Diagnostic) -> t.Diagnostic:
        first, *others = diagnostic.labels
        parts = (diagnostic.message, first.text, diagnostic.help, diagnostic.note)
        return t.Diagnostic(
            range=self.location(first.span).range,
            message=harmless("\n".join(part for part in parts if part)),
            severity=_SEVERITY[diagnostic.severity],
            code=diagnostic.code,
            source="opposable",
            related_information=[
                t.DiagnosticRelatedInformation(self.location(label.span), label.text or diagnostic.message)
                for label in others
            ],
        )

    def changed(self, uri: str, text: str | None) -> None:
        """Notes the text of a file, or that it is as it was saved, and checks once nobody types any more."""
        name = self.file(uri)
        if name is None:
            return
        self.files.change(name, text)
        if self.waiting is not None:
            self.waiting.cancel()
        self.waiting = asyncio.ensure_future(self._publish_soon())

    async def _publish_soon(self) -> None:
        await asyncio.sleep(_PAUSE)
        self.publish()


def _resolved(path: Path) -> Path:
    """A path from the root on; in place of one that no file can have, one that is shown and that no file has."""
    try:
        return path.resolve()
    except (ValueError, OSError, RuntimeError):
        return Path(harmless_name(str(path)))


def language_server(folder: Path | None = None, scenarios: tuple[Path, ...] = ()) -> ClauseServer:
    """The server for a folder of clauses, or for that which the editor opens.

    `scenarios` are put where it is asked which answers move.
    """
    server = ClauseServer(folder, scenarios)
    _texts(server)
    _names(server)
    _pages(server)
    return server


def _texts(server: ClauseServer) -> None:
    """What comes when files are opened, changed and closed."""

    @server.feature(t.INITIALIZE)
    def begun(told: t.InitializeParams) -> None:
        asked = (told.locale or DEFAULT)[:2]
        server.language = asked if asked in tags() else DEFAULT

    @server.feature(t.TEXT_DOCUMENT_DID_OPEN)
    def opened(told: t.DidOpenTextDocumentParams) -> None:
        server.changed(told.text_document.uri, told.text_document.text)

    @server.feature(t.TEXT_DOCUMENT_DID_CHANGE)
    def changed(told: t.DidChangeTextDocumentParams) -> None:
        name = server.file(told.text_document.uri)
        if name is not None and (text := server.files.unsaved.get(name)) is not None:
            server.changed(told.text_document.uri, reduce(changed_by, told.content_changes, text))

    @server.feature(t.TEXT_DOCUMENT_DID_SAVE)
    def saved(told: t.DidSaveTextDocumentParams) -> None:
        if (name := server.file(told.text_document.uri)) is not None:
            server.changed(told.text_document.uri, server.files.unsaved.get(name))

    @server.feature(t.TEXT_DOCUMENT_DID_CLOSE)
    def closed(told: t.DidCloseTextDocumentParams) -> None:
        server.changed(told.text_document.uri, None)


def _names(server: ClauseServer) -> None:
    """What is asked of a name."""

    @server.feature(t.TEXT_DOCUMENT_HOVER)
    def hover(told: t.HoverParams) -> t.Hover | None:
        found = server.named(told.text_document.uri, told.position)
        if found is None:
            return None
        text = described(found.named, server.files.names)
        return t.Hover(t.MarkupContent(t.MarkupKind.Markdown, text), server.location(found.span).range)

    @server.feature(t.TEXT_DOCUMENT_DEFINITION)
    def definition(told: t.DefinitionParams) -> t.Location | None:
        found = server.named(told.text_document.uri, told.position)
        declared = server.files.names.declared.get(found.named) if found else None
        return server.location(declared.span) if declared else None

    @server.feature(t.TEXT_DOCUMENT_REFERENCES)
    def references(told: t.ReferenceParams) -> list[t.Location]:
        found = server.named(told.text_document.uri, told.position)
        every = server.files.names.of(found.named) if found else []
        return [
            server.location(each.span) for each in every if told.context.include_declaration or each.statement is None
        ]

    @server.feature(t.TEXT_DOCUMENT_PREPARE_RENAME)
    def nameable(told: t.PrepareRenameParams) -> t.Range | None:
        found = server.named(told.text_document.uri, told.position)
        return server.location(found.span).range if found and _may_change(found.named) else None

    @server.feature(t.TEXT_DOCUMENT_RENAME, t.RenameOptions(prepare_provider=True))
    def rename(told: t.RenameParams) -> t.WorkspaceEdit | None:
        found = server.named(told.text_document.uri, told.position)
        if found is None or not _may_change(found.named):
            return None
        if not NAME.fullmatch(told.new_name):
            raise JsonRpcInvalidParams(server.words.say("no_name", name=told.new_name))
        if (other := server.files.names.taken(found.named, told.new_name)) is not None:
            where = f"{other.span.file}:{other.span.line}"
            raise JsonRpcInvalidParams(server.words.say("taken_name", name=told.new_name, place=where))
        if (wrong := server.files.wrong_with(found.named, told.new_name)) is not None:
            (shown,) = in_language([wrong], server.language)
            raise JsonRpcInvalidParams(server.words.say("breaking_name", name=told.new_name, reason=shown.message))
        edits: dict[str, list[t.TextEdit]] = {}
        for each in server.files.names.of(found.named):
            place = server.location(each.span)
            edits.setdefault(place.uri, []).append(t.TextEdit(place.range, told.new_name))
        return t.WorkspaceEdit(edits)

    @server.feature(t.TEXT_DOCUMENT_COMPLETION, t.CompletionOptions(trigger_characters=["§", ",", " "]))
    def completion(told: t.CompletionParams) -> list[t.CompletionItem]:
        name = server.file(told.text_document.uri)
        if name is None:
            return []
        text = server.files.text(name)
        offset = offset_at(text, told.position)
        line = text[text.rfind("\n", 0, offset) + 1 : offset]
        if " by " in f" {line} " and '"' not in line:
            places = server.files.passages(name)
            return [t.CompletionItem(place, kind=t.CompletionItemKind.Reference) for place in places]
        return [
            t.CompletionItem(
                named.name,
                kind=t.CompletionItemKind.Variable,
                detail=signature(named, declared.statement),
                documentation=gist(declared.statement),
            )
            for named, declared in server.files.names.declared.items()
            if declared.statement is not None and named.document in ("", _document(server, name))
        ]


def _pages(server: ClauseServer) -> None:
    """What is asked of a whole file."""

    @server.feature(t.TEXT_DOCUMENT_FORMATTING)
    def formatting(told: t.DocumentFormattingParams) -> list[t.TextEdit]:
        name = server.file(told.text_document.uri)
        if name is None:
            return []
        text = server.files.text(name)
        formatted, _ = format_source(text, name)
        if formatted is None or formatted == text:
            return []
        return [t.TextEdit(range_of(text, 0, len(text)), formatted)]

    @server.feature(t.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(told: t.DocumentSymbolParams) -> list[t.DocumentSymbol]:
        name = server.file(told.text_document.uri)
        found: list[t.DocumentSymbol] = []
        for each in sorted(_declared_in(server, name), key=lambda each: each.span.start):
            symbol = _symbol(server, each)
            if isinstance(each.statement, s.Clause) or not found or found[-1].kind != t.SymbolKind.Namespace:
                found.append(symbol)
            else:
                found[-1].children = [*(found[-1].children or []), symbol]
        return found

    @server.feature(t.TEXT_DOCUMENT_CODE_LENS)
    def lenses(told: t.CodeLensParams) -> list[t.CodeLens]:
        if not server.scenarios:
            return []
        title = server.words["which_move"]
        return [
            t.CodeLens(
                server.location(each.span).range,
                t.Command(title, MOVES, arguments=[each.named.document, each.named.name]),
            )
            for each in _declared_in(server, server.file(told.text_document.uri))
            if isinstance(each.statement, s.Norm | s.Exception_)
        ]

    @server.command(MOVES)
    def moves(document: str, name: str) -> list[dict[str, Any]]:
        if not isinstance(document, str) or not isinstance(name, str):
            raise JsonRpcInvalidParams
        try:
            found = moving(server.files.checked, server.scenarios, document, name)
        except Rejected as error:
            shown_wrong = t.ShowMessageParams(t.MessageType.Error, server.told(error))
            server.window_show_message(shown_wrong)
            return []
        words = server.words
        titles = [each.scenario.title.in_language(server.language) for each in found]
        differences = [[server.said(line) for line in each.differences] for each in found]
        shown = [f"{title}: {'; '.join(lines)}" for title, lines in zip(titles, differences, strict=True)]
        text = "\n".join([words.say("moved", number=len(found), name=name), *shown]) if found else words["none_moves"]
        server.window_show_message(t.ShowMessageParams(t.MessageType.Info, text))
        return [
            {"scenario": each.scenario.identifier, "title": title, "differences": lines}
            for title, each, lines in zip(titles, found, differences, strict=True)
        ]


def _may_change(named: Named) -> bool:
    """Clauses are named by the document, functions and the day of the question by the language."""
    return named.space not in ("function", "clause") and named.name != AS_OF


def _document(server: ClauseServer, name: str) -> str:
    """The document to which a file belongs: that of most names it declares."""
    found = [each.named.document for each in _declared_in(server, name)]
    return max(set(found), key=found.count, default="")


def _declared_in(server: ClauseServer, name: str | None) -> list[Occurrence]:
    return [
        each
        for each in server.files.names.declared.values()
        if each.span.file == name and not isinstance(each.statement, s.Option) and each.named.space != "field"
    ]


def _symbol(server: ClauseServer, each: Occurrence) -> t.DocumentSymbol:
    assert each.statement is not None
    place = server.location(each.span).range
    text = server.files.text(each.span.file)
    whole = t.Range(place.start, position_of(text, max(each.statement.span.end, each.span.end)))
    label = kind_of(each.named, each.statement)
    kind = _KINDS.get(type(each.statement), t.SymbolKind.Constant)
    return t.DocumentSymbol(f"{label} {each.named.name}", kind, whole, place, gist(each.statement))
