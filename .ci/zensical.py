"""Builds the pages of a published site by Zensical, too, and names those it lacks: `zensical.py SITE PROGRAM`."""

import json
import subprocess
import sys
from pathlib import Path

built, program = Path(sys.argv[1]).resolve(), sys.argv[2]
lacking = []
for kept in sorted((built / ".pages").glob("mkdocs.*.yml")):
    language = kept.suffixes[0][1:]
    told = json.loads(kept.read_text(encoding="utf-8"))
    inherited = (kept.parent / told["INHERIT"]).resolve()
    theme = {**told["theme"], "custom_dir": str((kept.parent / told["theme"]["custom_dir"]).resolve())}
    anew = {
        "INHERIT": str(inherited),
        "theme": theme,
        "docs_dir": f".pages/{language}",
        "site_dir": f"zensical-{language}",
    }
    path = built / f"zensical.{language}.yml"
    path.write_text(json.dumps({**told, **anew}), encoding="utf-8")
    subprocess.run([program, "build", "-f", path.name], cwd=built, check=True)  # noqa: S603  # the program that the caller names
    made, wanted = built / f"zensical-{language}", built / language
    lacking += [page for page in wanted.rglob("*.html") if not (made / page.relative_to(wanted)).is_file()]
sys.exit("\n".join(f"Zensical makes no {page}" for page in lacking) or 0)
