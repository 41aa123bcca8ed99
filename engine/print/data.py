"""Data as programs and people like it."""

from typing import Any


def as_json(data: Any, indented: bool = True) -> str:
    """JSON in order, in UTF-8 rather than escaped; indented for people, on one line for programs, who get it sooner."""
    try:
        import orjson

        return orjson.dumps(data, option=orjson.OPT_INDENT_2 if indented else None).decode()
    except (ImportError, TypeError):  # not everywhere to be had; and a whole number that no machine word holds
        import json

        if indented:
            return json.dumps(data, ensure_ascii=False, indent=2)
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
