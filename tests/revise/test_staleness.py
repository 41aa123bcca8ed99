"""An answer that rests on a changed passage says so, until the clause is encoded anew or somebody signs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from harbour import Call

pytestmark = pytest.mark.suite

FACTS = ["--set", "outage_length=10 hours", "--set", "outage_date=2024-05-01", "--set", "rebate_requested=2024-05-02",
         "--set", "storm=no", "--set", "announced_works=no", "--set", "caused_by_boater=no"]  # fmt: skip


def stale(call: Call, question: str, *words: str) -> dict[str, str]:
    found: dict[str, Any] = json.loads(call("ask", question, "-d", "crique-verte", "--format", "json", *words).output)
    return {row["locator"]: row["change"] for row in found["stale"]}


def record(call: Call) -> None:
    call("source", "check", "crique-verte", "texts/2025-01-01.pdf", "--record")


def test_nothing_is_stale_to_begin_with(call: Call) -> None:
    assert stale(call, "rebate-owed", "--on", "2024-06-01", *FACTS) == {}


def test_a_published_text_makes_the_answers_that_rest_on_it_stale(call: Call) -> None:
    record(call)
    assert stale(call, "rebate-owed", "--on", "2024-06-01", *FACTS) == {"2.1 §1 s.1": "numbers"}
    assert stale(call, "may-leave", "--on", "2024-06-01", "--set", "notice_in_writing=no") == {}


def test_a_silence_is_stale_once_something_was_added(call: Call) -> None:
    record(call)
    assert stale(call, "may-transfer", "--on", "2024-06-01") == {"3.2 §1 s.1": "added", "3.2 §1 s.2": "added"}


def test_the_text_of_an_answer_says_it(call: Call) -> None:
    record(call)
    english = call("ask", "rebate-owed", "-d", "crique-verte", "--on", "2024-06-01", *FACTS).output
    assert "The text changed after this was encoded" in " ".join(english.split())
    french = call("ask", "rebate-owed", "-d", "crique-verte", "--on", "2024-06-01", "--lang", "fr", *FACTS).output
    assert "Le texte a changé" in " ".join(french.split())


@pytest.mark.parametrize("brief", [[], ["--brief"]])
def test_it_stands_beside_the_headline(call: Call, brief: list[str]) -> None:
    record(call)
    words = ["-d", "crique-verte", "--on", "2024-06-01", *FACTS, *brief]
    short = " ".join(call("ask", "rebate-owed", *words).output.partition("SHORT ANSWER")[2].split("\n\n")[0].split())
    assert "The answer may no longer hold." in short


def test_the_old_text_published_again_clears_it(call: Call, harbour: Path) -> None:
    record(call)
    assert (harbour / "clauses/crique-verte/2024-01-01.published.json").is_file()
    call("source", "check", "crique-verte", "texts/2024-01-01.txt", "--record")
    assert not (harbour / "clauses/crique-verte/2024-01-01.published.json").exists()
    assert stale(call, "rebate-owed", "--on", "2024-06-01", *FACTS) == {}


def test_a_signature_under_the_new_text_clears_it(call: Call) -> None:
    record(call)
    call("source", "sign", "crique-verte", "2.1 §1 s.1", "--by", "A. Rochat", "--on", "2024-12-01")
    assert stale(call, "rebate-owed", "--on", "2024-06-01", *FACTS) == {}


def test_a_signature_lapses_with_its_fingerprint(call: Call, harbour: Path) -> None:
    call("source", "sign", "crique-verte", "2.2", "--by", 'A. "R" Rochat', "--on", "2024-02-01")
    rows = json.loads(call("ledger", "crique-verte", "--format", "json").output)["passages"]
    row = next(row for row in rows if row["locator"] == "2.2 §1 s.1")
    assert row["signed"] == {"by": 'A. "R" Rochat', "on": "2024-02-01"}
    assert row["stale"] is None
    call("source", "lock", "crique-verte", "texts/2025-01-01.pdf", "--replace")
    text = (harbour / "clauses/crique-verte/2024-01-01.clause").read_text(encoding="utf-8")
    text = text.replace("by §1 item c", "by §1 item b").replace("works_exclude to rebate by §1 item b", "works_exclude "
                                                                "to rebate by §1 item a")  # fmt: skip
    (harbour / "clauses/crique-verte/2024-01-01.clause").write_text(text, encoding="utf-8")
    rows = json.loads(call("ledger", "crique-verte", "--format", "json").output)["passages"]
    row = next(row for row in rows if row["locator"] == "2.2 §1 s.1")
    assert (row["stale"], row["signed"]) == ("lapsed", None)
    assert row["lapsed"]["on"] == "2024-02-01"
    late = [word.replace("2024-05-02", "2024-08-02") for word in FACTS]
    assert stale(call, "rebate-owed", "--on", "2024-09-01", *late) == {"2.2 §1 s.1": "lapsed"}


def test_a_scaffold_is_stale_until_its_gists_are_written(call: Call, harbour: Path) -> None:
    assert call("revise", "crique-verte", "texts/2025-01-01.pdf", "--scaffold", "2025-01-01").status == 0
    late = [word.replace("2024-", "2025-") for word in FACTS]
    assert stale(call, "rebate-owed", "--on", "2025-06-01", *late) == {"2.1 §1 s.1": "numbers"}
    assert "3.2 §1 s.1" in stale(call, "may-transfer", "--on", "2025-06-01")
    shutil.copy(harbour / "2025-01-01.clause", harbour / "clauses/crique-verte/2025-01-01.clause")
    assert stale(call, "rebate-owed", "--on", "2025-06-01", *late) == {}
    assert stale(call, "may-transfer", "--on", "2025-06-01") == {}
    assert stale(call, "rebate-owed", "--on", "2024-06-01", *FACTS) == {}


def test_an_earlier_edition_is_right_for_its_time_once_the_published_text_is_encoded(call: Call, harbour: Path) -> None:
    record(call)
    assert stale(call, "rebate-owed", "--on", "2024-06-01", *FACTS) == {"2.1 §1 s.1": "numbers"}
    call("revise", "crique-verte", "texts/2025-01-01.pdf", "--scaffold", "2025-01-01")
    shutil.copy(harbour / "2025-01-01.clause", harbour / "clauses/crique-verte/2025-01-01.clause")
    assert stale(call, "rebate-owed", "--on", "2024-06-01", *FACTS) == {}
    assert stale(call, "may-transfer", "--on", "2024-06-01") == {}


def test_a_clause_taken_over_from_a_changed_text_is_stale(call: Call, harbour: Path) -> None:
    call("revise", "crique-verte", "texts/2025-01-01.pdf", "--scaffold", "2025-01-01")
    written = (harbour / "2025-01-01.clause").read_text(encoding="utf-8")
    start, end = written.index("clause 2.2"), written.index("clause 2.3")
    (harbour / "clauses/crique-verte/2025-01-01.clause").write_text(written[:start] + written[end:], encoding="utf-8")
    late = [word.replace("05-02", "08-02").replace("2024-", "2025-") for word in FACTS]
    assert stale(call, "rebate-owed", "--on", "2025-09-01", *late) == {"2.2 §1 s.1": "numbers"}
