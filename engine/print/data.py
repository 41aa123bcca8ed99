"""Data as programs and people like it."""

import json
from typing import Any


def as_json(data: Any, indented: bool = True) -> str:
    """JSON in order, in UTF-8 rather than escaped; indented for people, on one line for programs, who get it sooner."""
    return json.dumps(data, ensure_ascii=False, indent=2 if indented else None)
