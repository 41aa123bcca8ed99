"""Puts made-up inputs to every part that reads them, for as long as one likes.

    python tests/fuzz.py --hours 8
    python tests/fuzz.py --hours 1 --area facts --seed 7
    python tests/fuzz.py --inputs 1000000 --area facts

Every input comes of a number: the seed, the area and its place in the run. What ends in anything but an answer or a
diagnostic, takes more than ten seconds of the processor or leaves the process more than 500 MB larger is kept as a file
in `tests/fuzzing/failures`, and is a test from then on.
"""

import argparse
import resource
import sys
import time
import traceback
from hashlib import blake2b
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

from fuzzing.areas import AREAS, Area, tried  # found beside this file

FAILURES = Path(__file__).parent / "fuzzing" / "failures"
MOST_SECONDS, MOST_GROWTH = 10, 500_000
"""Of the processor for one input; of memory over a run, in kilobytes."""


def fuzz(area: Area, first: int, seconds: float, inputs: int | None, seed: int) -> tuple[int, int, int]:
    """How many inputs of an area were tried from the place `first`, how many accepted, and how many failed."""
    start, begun = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    number, accepted, failed = first, 0, 0
    while time.monotonic() - start < seconds and (inputs is None or number < inputs):
        content = area.made(Random(f"{seed} {area.name} {number}"))
        used = time.process_time()
        try:
            accepted += tried(area, content)
            wrong = "" if time.process_time() - used < MOST_SECONDS else "more than ten seconds"
        except Exception:  # whatever it is: that is what is looked for
            wrong = traceback.format_exc()
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - begun > MOST_GROWTH:
            wrong, begun = wrong or "more than 500 MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if wrong:
            failed += 1
            FAILURES.mkdir(exist_ok=True)
            name = f"{area.name}-{blake2b(content, digest_size=6).hexdigest()}{area.suffix}"
            (FAILURES / name).write_bytes(content)
            print(f"{area.name}, input {number} of seed {seed}, kept as {name}:\n{wrong}", file=sys.stderr, flush=True)
        number += 1
    return number - first, accepted, failed


def main() -> None:
    """Goes round the areas until the time is over, and says how many inputs were tried, accepted and failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--area", choices=sorted(AREAS), action="append")
    parser.add_argument("--inputs", type=int, help="the most inputs of each area")
    parser.add_argument("--seed", type=int, default=time.time_ns(), help="another run with it makes the same inputs")
    told = parser.parse_args()
    areas = [AREAS[name] for name in told.area or AREAS]
    end = time.monotonic() + told.hours * 3600
    totals = {area.name: (0, 0, 0) for area in areas}
    while time.monotonic() < end and any(told.inputs is None or done < told.inputs for done, *_ in totals.values()):
        for place, area in enumerate(areas):
            done = totals[area.name]
            left = min(60.0, (end - time.monotonic()) / (len(areas) - place))
            more = fuzz(area, done[0], left, told.inputs, told.seed)
            totals[area.name] = (done[0] + more[0], done[1] + more[1], done[2] + more[2])
            tried_, accepted, failed = totals[area.name]
            print(f"{area.name}: {tried_} inputs, {accepted} accepted, {failed} failed (seed {told.seed})", flush=True)
    sys.exit(1 if any(failed for *_, failed in totals.values()) else 0)


if __name__ == "__main__":
    main()
