"""How long the site takes to build again once a clause has changed: `python tests/benchmarks/building_a_site_again.py`.

The clauses are copied to a folder of their own, and the gist of one is changed there. The first build takes a minute.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from engine.faces.site.publish import Order, publish
from engine.library.library import CLAUSES

ROUNDS = 3
SCENARIOS = Path(__file__).resolve().parents[1] / "scenarios"
CHANGED = "celeste-business-cloud"


def first_gist(folder: Path) -> tuple[Path, str]:
    """A clause file of a document and the line in it that begins a gist."""
    for path in sorted(folder.rglob("*.clause")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip().startswith('gist en "'):
                return path, line
    raise LookupError("no gist")


def main() -> None:
    """Prints each figure on a line of its own."""
    with TemporaryDirectory() as temporary:
        clauses = Path(temporary) / "clauses"
        shutil.copytree(CLAUSES, clauses)
        order = Order(clauses, (SCENARIOS,), output=Path(temporary) / "_build", asks=False)
        began = perf_counter()
        whole = publish(order)
        print(f"the first build: {whole.built} pages in {perf_counter() - began:.1f} s")
        path, line = first_gist(clauses / CHANGED)
        text = path.read_text(encoding="utf-8")
        for number in range(ROUNDS):
            path.write_text(text.replace(line, line.replace('"', f'"{number + 1}: ', 1)), encoding="utf-8")
            began = perf_counter()
            again = publish(order)
            print(f"again, one gist changed: {again.built} pages in {perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
