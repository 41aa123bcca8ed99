"""How long the site takes to build again once a clause has changed: `python tests/benchmarks/building_a_site_again.py`.

The clauses are copied to a folder of their own, and the gist of one is changed there. The first build takes a minute.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from engine.faces.site.publish import Order, publish
from engine.library.library import CLAUSES

ROUNDS = 3
SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
CHANGED = "celeste-business-cloud"
GIST = re.compile(r'\bgist\s+en\s+"')
"""How the gist of a clause begins."""


def with_a_gist(folder: Path) -> Path:
    """A clause file of a document that has a gist in English."""
    return next(path for path in sorted(folder.rglob("*.clause")) if GIST.search(path.read_text(encoding="utf-8")))


def main() -> None:
    """Prints each figure on a line of its own."""
    with TemporaryDirectory() as temporary:
        clauses = Path(temporary) / "clauses"
        shutil.copytree(CLAUSES, clauses)
        order = Order(clauses, (SCENARIOS,), output=Path(temporary) / "_build", asks=False)
        began = perf_counter()
        whole = publish(order)
        print(f"the first build: {whole.built} pages in {perf_counter() - began:.1f} s")
        path = with_a_gist(clauses / CHANGED)
        text = path.read_text(encoding="utf-8")
        for number in range(ROUNDS):
            path.write_text(GIST.sub(rf"\g<0>{number + 1}: ", text, count=1), encoding="utf-8")
            began = perf_counter()
            again = publish(order)
            print(f"again, one gist changed: {again.built} pages in {perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
