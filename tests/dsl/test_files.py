"""Files that cannot be read, source locks, and limits; `tests/language/diagnostics-files.md` shows them to a reader."""

from pathlib import Path

import pytest

from dsl import check
from dsl.check import check_folder, check_sources
from dsl.report import concise

DOCUMENT = 'document demo en "D" fr "D" cites articles\nedition first\nclause 1 en "C" fr "C"\n'


def codes(folder: Path) -> list[str]:
    return [diagnostic.code for diagnostic in check_folder(folder).diagnostics]


def test_an_empty_folder_and_an_empty_file_are_sound(tmp_path: Path) -> None:
    assert codes(tmp_path) == []
    (tmp_path / "empty.clause").write_bytes(b"")
    assert codes(tmp_path) == []


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.clause").write_bytes(b"\xef\xbb\xbf" + DOCUMENT.encode())
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "code"), [(b"\x89PNG\0\0", "not-text"), (b"vocabulary\n# \xe9t\xe9\n", "bad-encoding")]
)
def test_what_is_no_text_is_said_once_and_names_are_not_missed(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "vocabulary.clause").write_bytes(content)
    (tmp_path / "d.clause").write_text(DOCUMENT + 'power keep by §1 owner may pay en "k" fr "k"\n', encoding="utf-8")
    assert codes(tmp_path) == [code]


def test_a_file_beyond_all_measure_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "LARGEST_CLAUSE_FILE", 10)
    (tmp_path / "d.clause").write_text(DOCUMENT, encoding="utf-8")
    assert codes(tmp_path) == ["file-too-large"]


def test_a_folder_in_place_of_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "d.clause").mkdir()
    assert codes(tmp_path) == ["unreadable-file"]


@pytest.mark.parametrize("lock", ["", "[]", "{}", '{"passages": [{"at": "§§"}]}', "[" * 100_000])
def test_a_damaged_lock_is_a_diagnostic(tmp_path: Path, lock: str) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    (folder / "d.clause").write_text(DOCUMENT, encoding="utf-8")
    (folder / "first.lock.json").write_text(lock, encoding="utf-8")
    assert codes(tmp_path) == ["unreadable-lock"]


def test_a_passage_that_the_lock_does_not_list_is_unknown(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    folder.mkdir()
    inert = 'inert {} as information en "i" fr "i"\n'
    (folder / "d.clause").write_text(DOCUMENT + inert.format("§1") + inert.format("§2 s.1"), encoding="utf-8")
    (folder / "first.lock.json").write_text('{"passages": [{"at": "1 §1 s.1"}, {"at": "1 §1 s.2"}]}', encoding="utf-8")
    found = check_folder(tmp_path).diagnostics
    assert concise(found) == "demo/d.clause:5:7: error[unknown-passage] the document has no passage `1 §2 s.1`"
    assert found[0].help == "the clause has `1 §1 s.1`, `1 §1 s.2`"


def test_after_a_hundred_syntax_errors_the_file_is_given_up() -> None:
    found = check_sources({"v.clause": "vocabulary\n" + "topic a\n" * 500}).diagnostics
    assert [diagnostic.code for diagnostic in found] == ["unfinished"] * 100 + ["too-many-mistakes"]


@pytest.mark.parametrize(
    "nested",
    [
        "(" * 5000 + "1" + ")" * 5000,
        "not " * 5000 + "yes",
        "if yes then 1 else " * 5000 + "1",
        "1" + " + 1" * 5000,
        "(" * 5000,
        "max(1, " * 5000 + "1" + ")" * 5000,
    ],
)
def test_deep_nesting_never_exhausts_the_stack(nested: str) -> None:
    found = check_sources({"d.clause": f'{DOCUMENT}value a: integer by §1 en "a" fr "a" is {nested}\n'}).diagnostics
    assert {diagnostic.code for diagnostic in found} <= {"nested-too-deep", "unfinished", "unused"}
    assert len(found) == 1


def test_a_truncated_file_says_where_it_breaks_off() -> None:
    text = DOCUMENT + 'value a: integer by §1 en "a" fr "a" is max(1, 2)\n'
    for end in range(len(DOCUMENT), len(text)):
        found = check_sources({"d.clause": text[:end]}).diagnostics
        assert len(found) <= 1, (text[:end], concise(found))


@pytest.mark.slow
def test_parsing_time_grows_with_the_length_of_the_file() -> None:
    import time

    from dsl.surface.parse import parse

    def seconds(repeat: int) -> float:
        text = "vocabulary\n" + "".join(
            f'fact f{i}: boolean en "f" fr "f" otherwise en "n" fr "n" ask en "?" fr "?"\n' for i in range(repeat)
        )
        before = time.process_time()
        parse(text, "v.clause")
        return time.process_time() - before

    seconds(100)
    assert seconds(8000) < 25 * max(seconds(800), 0.05)
