"""What is written replaces a file whole, and nothing but a file."""

import os
import stat
import subprocess
from pathlib import Path

import pytest

from dsl.atomic import PRIVATE, replace_text, replaced_folder


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_a_link_points_to_is_replaced_and_the_link_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "far" / "opinion.txt", tmp_path / "opinion.txt"
    target.parent.mkdir()
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    replace_text(link, "new")
    assert link.is_symlink()
    assert (target.read_text(encoding="utf-8"), mode(target)) == ("new", 0o640)


def test_a_link_to_nothing_yet_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "later")
    replace_text(tmp_path / "link", "new")
    assert (tmp_path / "later").read_text(encoding="utf-8") == "new"
    assert (tmp_path / "link").is_symlink()


def test_nothing_is_written_by_way_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to(Path("nowhere", "..", "there"))
    for path in (tmp_path / "nowhere" / ".." / "new", tmp_path / "nowhere" / ".." / "there", tmp_path / "link"):
        with pytest.raises(FileNotFoundError):
            replace_text(path, "new")
    assert sorted(found.name for found in tmp_path.iterdir()) == ["link", "there"]
    assert (tmp_path / "there").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(("mask", "left"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_that_the_mask_leaves(tmp_path: Path, mask: int, left: int) -> None:
    before = os.umask(mask)
    try:
        replace_text(tmp_path / "new", "text")
        replace_text(tmp_path / "private", "text", PRIVATE)
    finally:
        os.umask(before)
    assert (mode(tmp_path / "new"), mode(tmp_path / "private")) == (left, 0o600)


def test_a_pipe_a_device_and_a_folder_stay_what_they_are(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "null").symlink_to(os.devnull)
    for name in ("pipe", "folder", "null"):
        with pytest.raises(OSError, match=r"pipe|directory"):
            replace_text(tmp_path / name, "text")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "null", "pipe"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "file").write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="No space"):
        replace_text(tmp_path / "file", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_a_folder_is_replaced_when_all_of_the_new_one_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    with replaced_folder(folder) as made:
        (made / "a").write_text("a", encoding="utf-8")
        assert not folder.exists()
    with replaced_folder(folder, changing=True) as made:
        (made / "b").write_text("b", encoding="utf-8")
        assert [path.name for path in folder.iterdir()] == ["a"]
    assert sorted(path.name for path in folder.iterdir()) == ["a", "b"]
    with pytest.raises(ValueError, match="wrong"), replaced_folder(folder):
        raise ValueError("wrong")
    assert sorted(path.name for path in folder.iterdir()) == ["a", "b"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_process_left_beside_a_folder_goes(tmp_path: Path) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    for name in (f".site.made.{ended.pid}", f".site.former.{ended.pid}", f".site.made.{os.getppid()}", ".site.toml"):
        (tmp_path / name).mkdir()
    with replaced_folder(tmp_path / "site"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".site.made.{os.getppid()}", ".site.toml", "site"]
