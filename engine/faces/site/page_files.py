"""Pages on disk: only those that changed are written, each replaced whole; those of earlier builds that are gone go."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dsl.atomic import replace_text
from engine.faces.site.own_files import list_files, listed_files
from engine.faces.site.tree import Tree
from engine.tongues import tongue


@dataclass(frozen=True, slots=True)
class Written:
    """What writing a tree changed: the paths that were written or removed, and whether navigation differs."""

    changed: frozenset[str]
    removed: frozenset[str]
    navigation: bool

    @property
    def is_small(self) -> bool:
        """Whether only pages changed, so that the others need not be built again."""
        return not self.removed and not self.navigation


def write(tree: Tree, folder: Path, site: Path, output: Path, trees: Sequence[Tree]) -> Written:
    """Writes the tree and its configuration below `folder`; `trees` are those of the whole site."""
    root = folder / tree.language
    root.mkdir(parents=True, exist_ok=True)
    before = listed_files(root)
    list_files(root, before | set(tree.pages))  # also of a build that is killed halfway
    changed = {path for path, page in tree.pages.items() if _put(root / path, page.text)}
    present = {path.relative_to(root).as_posix() for path in root.rglob("*.md")}
    removed = (before & present) - set(tree.pages)
    for path in removed:
        (root / path).unlink()
    list_files(root, tree.pages)
    configured = _put(folder / f"mkdocs.{tree.language}.yml", configuration(tree, folder, site, output, trees))
    return Written(frozenset(changed), frozenset(removed), configured)


def configuration(tree: Tree, folder: Path, site: Path, output: Path, trees: Sequence[Tree]) -> str:
    """The configuration of one language: JSON, which is YAML as well."""

    def at(path: Path) -> str:
        return Path(os.path.relpath(path, folder)).as_posix()

    words = tongue(tree.language).words("pages")
    return (
        json.dumps(
            {
                "INHERIT": at(site / "mkdocs.yml"),
                "site_name": words["site"],
                "docs_dir": tree.language,
                "site_dir": at(output / tree.language),
                "theme": {"language": tree.language, "custom_dir": at(site / "theme")},
                "plugins": {"search": {"lang": tree.language}},
                "extra": {
                    "alternate": [_alternate(tree, other) for other in trees],
                    "not_found": {key: words[f"not_found_{key}"] for key in ("title", "text", "home")},
                    "before_colon": words["colon"].removesuffix(":"),
                    "unsearched": words["unsearched"],
                },
                "nav": tree.navigation,
            },
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _alternate(tree: Tree, other: Tree) -> dict[str, object]:
    """Another tree, and the pages that it is without: the switch leads from them to its home."""
    name, without = tongue(other.language).name, sorted(tree.pages.keys() - other.pages.keys())
    return {"name": name, "lang": other.language, "without": without}


def _put(path: Path, text: str) -> bool:
    """Writes a file unless it holds the text already; whether it did."""
    try:
        if path.read_text(encoding="utf-8") == text:
            return False
    except (OSError, UnicodeDecodeError):
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_text(path, text)
    return True
