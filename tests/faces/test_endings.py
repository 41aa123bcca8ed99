"""What a file is to be, where only the ending of its name says it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.faces.command_line.endings import ENDINGS
from engine.print.known_formats import format_named, format_names


@pytest.mark.parametrize("name", format_names())
def test_the_name_of_a_file_says_its_format(name: str, opposable: Callable[..., Any], tmp_path: Path) -> None:
    found = format_named(name)
    assert ENDINGS[found.suffix] == name
    output = tmp_path / f"opinion{found.suffix}"
    call = ("ask", "may-suspend", "-d", "celeste-business-cloud", "--set", "client_sends_spam=yes")
    opposable(*call, "-o", str(output))
    by_its_name = output.read_bytes()
    opposable(*call, "--format", name, "-o", str(output))
    assert output.read_bytes() == by_its_name


def test_a_form_that_nobody_writes_is_refused_by_its_ending(opposable: Callable[..., Any], tmp_path: Path) -> None:
    for wrong in ("opinion.pdf", "opinion.svg", "opinion.odt"):
        output = tmp_path / wrong
        refused = opposable("ask", "may-suspend", "-d", "celeste-business-cloud", "-o", str(output))
        assert refused.status == 2
        assert "wrong-call" in refused.errors
        assert ".docx" in refused.errors
        assert not output.exists()
