"""Where things are kept from run to run: in the user's own folders, for nobody else to read or change."""

import os
import pwd
import stat
from pathlib import Path

import pytest

from engine.model.kept import cache_folder, keep, kept
from engine.model.user_folders import NOWHERE, private, user_folder


def test_a_relative_path_is_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "mine"))
    assert user_folder("cache") == tmp_path / ".cache" / "opposable"
    assert user_folder("config") == tmp_path / "mine" / "opposable"
    for home in ("", "here"):
        monkeypatch.setenv("HOME", home)
        assert user_folder("cache") == Path(pwd.getpwuid(os.getuid()).pw_dir) / ".cache" / "opposable"


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: int) -> None:
        raise KeyError

    for name in ("HOME", "XDG_CACHE_HOME", "USERPROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert NOWHERE in user_folder("cache").parents
    keep("one", "text")
    assert kept("one") is None


def test_what_is_kept_is_the_users_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    keep("one", "text")
    assert stat.S_IMODE((tmp_path / "opposable").stat().st_mode) == 0o700
    (tmp_path / "opposable").chmod(0o777)
    assert kept("one") == "text"
    assert stat.S_IMODE((tmp_path / "opposable").stat().st_mode) == 0o700


def test_a_link_and_another_users_folder_are_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "opposable").symlink_to(tmp_path / "elsewhere")
    assert cache_folder() == NOWHERE
    keep("one", "text")
    assert not list((tmp_path / "elsewhere").iterdir())
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert private(tmp_path / "elsewhere") == NOWHERE
