"""Words that act where they are believed to be more than words."""

import re

PAYLOADS = (
    "```\n# fence\n```",
    "<script>document.title='acted'</script>",
    "<img src=x onerror=\"document.title='acted'\">",
    "</script><script>document.title='acted'</script>",
    "<style>*{display:none}</style>",
    "<svg onload=\"document.title='acted'\">",
    "[a](javascript:document.title='acted')",
    "![a](https://example.invalid/a.png)",
    "{ onclick=\"document.title='acted'\" .hidden }",
    "--> <!-- &lt;b&gt; &#x3c;",
    "| a | b |",
    "# heading",
    "- item",
    "1. item",
    "***bold*** `code` ~~struck~~ $x$",
    "\x1b[31mred\x1b]0;title\x07\x9b5m\x00\x7f",
    "\u202eturned\u2066\u200f\u061c",
    "\ufffe\uffff\ufdd0\U000e0041\u2028\u2029",
)
ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


def toml(words: str) -> str:
    """Words as a text of TOML, every character escaped."""
    return '"' + "".join(f"\\U{ord(character):08x}" for character in words) + '"'
