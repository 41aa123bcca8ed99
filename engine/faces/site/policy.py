"""What a built page may do: run its own scripts, show what the site has, and speak to no other host."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from dsl.atomic import replace_text

_INLINE = re.compile(r"<script(?P<of>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_HEAD = re.compile(r"<head>\s*(<meta charset=[^>]*>)?")
_MARK = '<meta http-equiv="Content-Security-Policy"'
_ALLOWED = (
    "default-src 'none'",
    "connect-src 'self'",
    "font-src 'self'",
    "frame-src 'self'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
)
"""What is needed and nothing else (Content Security Policy Level 3); scripts are named page by page.

A worker from a file would have a policy of its own, that of the file's headers, which a page cannot write; one from a
`blob:` of the page has the page's.
"""


def protect(folder: Path) -> None:
    """Writes into every page below a folder which scripts it may run, unless it says so already."""
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        if _MARK not in text:
            replace_text(path, protected(text))


def protected(text: str) -> str:
    """A page with its policy: scripts of the site, WebAssembly, and the scripts that stand in the page as they are."""
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(found['text'].encode()).digest()).decode()}'"
        for found in _INLINE.finditer(text)
        if "src=" not in found["of"] and "json" not in found["of"]
    )
    scripts = f"script-src 'self' 'wasm-unsafe-eval' {hashes}".strip()
    meta = f'{_MARK} content="{"; ".join((*_ALLOWED, scripts))}">'
    return _HEAD.sub(lambda head: head[0] + "\n" + meta, text, count=1)
