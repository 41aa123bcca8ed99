"""Made-up inputs of fixed seeds, for a bounded time; and every input that ever failed."""

import time
from pathlib import Path
from random import Random

import pytest
from fuzzing.areas import AREAS, tried

FAILURES = sorted((Path(__file__).parent / "failures").glob("*-*"))
SECONDS = 15
MOST = {
    "facts": 3000,
    "questions": 300,
    "clauses": 100,
    "programs": 60,
    "texts": 300,
    "replays": 600,
    "notes": 60,
    "bodies": 300,
    "tables": 300,
}
"""How long an area is fuzzed at most, and with how many inputs."""


@pytest.mark.slow
@pytest.mark.parametrize("name", AREAS)
def test_an_input_comes_to_an_answer_or_a_diagnostic(name: str) -> None:
    area, start = AREAS[name], time.monotonic()
    for number in range(MOST[name]):
        if time.monotonic() - start > SECONDS:
            break
        content = area.made(Random(f"1 {name} {number}"))
        used = time.process_time()
        try:
            tried(area, content)
        except Exception as error:
            error.add_note(f"input {number} of {name}: {content[:2000]!r}")
            raise
        assert time.process_time() - used < 10, f"input {number} of {name} takes more than ten seconds"


@pytest.mark.parametrize("path", FAILURES, ids=lambda path: path.name)
def test_what_failed_once_fails_no_more(path: Path) -> None:
    start = time.process_time()
    tried(AREAS[path.name.partition("-")[0]], path.read_bytes())
    assert time.process_time() - start < 10
