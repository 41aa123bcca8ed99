"""Spark that cannot be started or ends before its time: said in a line, with what to do."""

from pathlib import Path
from typing import Any

import pytest

from dsl.diagnostic import Rejected
from engine.backends.sql.spark import Spark

pytestmark = [pytest.mark.suite, pytest.mark.filterwarnings("ignore")]  # Spark's own


class _Ending(Spark):
    """A session whose other side ends while it answers."""

    def __init__(self) -> None:
        pass

    def _answered(self, *_: Any) -> None:
        from py4j.protocol import Py4JNetworkError

        raise Py4JNetworkError("nobody is there any more")


def test_the_end_of_spark_is_said_with_what_to_do() -> None:
    pytest.importorskip("pyspark")
    none: Any = None
    with pytest.raises(Rejected) as refused:
        _Ending().answer(none, none, (), "answers")
    (found,) = refused.value.diagnostics
    assert (found.code, found.message) == ("engine-failed", "Spark ended before all cases were answered")
    assert "goes on where it stopped" in str(found.help)


def test_without_java_spark_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(Rejected) as refused:
        Spark(tmp_path / "exchanged")
    assert [found.code for found in refused.value.diagnostics] == ["engine-failed"]
