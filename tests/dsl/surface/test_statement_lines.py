"""Statements as they are written: each kind in its canonical form."""

import pytest

from dsl.surface.formatter import format_source

SET = [
    "vocabulary",
    "part of demo edition first",
    'document demo en "D" fr "D" cites articles languages en, fr\n'
    "  currency CHF\n"
    "  zone Europe/Zurich\n"
    "  calendar CH by canton\n"
    '  names "Demo", "Demo SA"\n'
    "  numbered decimal last paragraph apart\n"
    "  breaks 1 §2, 3 §1",
    'edition second en "S" fr "S" revises first in force from 2024-01-01',
    'document own en "O" cites articles\n'
    "  calendar XECB, CH-ZH weekend friday, saturday in force from 2024-01-01 until 2025-12-31\n"
    '    closed 12-24 to 01-02 en "the closing days"\n'
    '    open 2024-12-27 en "the stock-taking"',
    'document days en "O" cites articles\n  calendar weekend none',
    "repeal clause 7",
    'clause 1 en "C" fr "C"\n  gist en "g" fr "g"',
    "clause 1 continued",
    'action lock is close, shut en "lock" fr "fermer"',
    'choice size en "size" fr "taille"\n  option small en "small" fr "petit"\n    formerly short',
    'record loan en "loan" fr "prêt"\n  field lent: optional date en "day" fr "jour"\n    ask en "When?" fr "Quand ?"',
    'setting limit: integer = 3 en "limit" fr "limite"\n  ask en "?" fr "?"',
    "setting limit: integer\n"
    "  = 3 in force until 2023-12-31,\n"
    "    4 in force from 2024-01-01 until 2024-06-30,\n"
    "    5\n"
    '  en "limit" fr "limite"\n'
    '  ask en "?" fr "?"',
    "prohibition locking by §1\n"
    "  owner must not lock towards rider\n"
    '  en "It must not." fr "Il ne doit pas."\n'
    "  when late\n"
    "  notice none\n"
    "  form requires written\n"
    "  covers house when late\n"
    "  excludes garden\n"
    "  breached when locked",
    'exception mild to locking by §1 s.2\n  en "e" fr "e"\n  when a\n  when b',
    'priority first_one over second_one by §1\n  en "p" fr "p"\n  when a',
    'value fee of loan: money by §1\n  en "fee" fr "taxe"\n  is if late then 1.00 CHF else 2.00 CHF',
    'table rate: percent by §1\n  en "rate" fr "taux"\n  on days\n'
    "  case 1 to below 3   gives 5 %\n  case over 3 up to 5 gives 10 % under meaning is this by §2\n"
    "  case otherwise      gives 0 %",
    'contradiction ends_first of loan\n  en "c" fr "c"\n  when loan.ended < loan.lent',
    'ambiguity meaning by §1\n  en "?" fr "?"\n  reading this preferred medium en "t" fr "t"\n'
    '    because en "b" fr "b"\n  reading that en "t" fr "t"\n    because en "b" fr "b"',
    'silence on may-lock\n  en "s" fr "s"\n  when late\n  nearest 1 §1\n  look law',
    'inert 1 §1, heading as heading en "i" fr "i"',
    'refers 1 §1 to law en "r" fr "r"',
    'question may-lock topic t\n  en "?" fr "?"\n  asks position power or permission of owner to lock covering house\n'
    "  never presumes late, loan.lent\n"
    "  tells may-open",
]


@pytest.mark.parametrize("written", SET, ids=lambda written: written.split(" ", 1)[0].strip())
def test_what_is_set_stays_as_it_is(written: str) -> None:
    assert format_source(written + "\n", "f") == (written + "\n", [])
    loose = "   ".join(written.split())
    assert format_source(loose, "f") == (written + "\n", [])
