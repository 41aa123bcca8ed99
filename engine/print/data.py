"""Data as programs and people like it."""

import json
from typing import Any


def as_json(data: Any) -> str:
    """JSON: in order, indented, in UTF-8 rather than escaped."""
    return json.dumps(data, ensure_ascii=False, indent=2)
