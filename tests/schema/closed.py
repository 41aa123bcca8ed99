"""A schema with every object closed: in the tests no key may go undescribed, though more may come for others."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

pytest.importorskip("jsonschema", reason="jsonschema comes with the extra `test`")

from jsonschema import Draft202012Validator


def closed(schema: Any) -> Any:
    """The schema, no object of which takes a key that it doesn't name."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: closed(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and isinstance(schema.get("required"), list):
        found.setdefault("additionalProperties", False)
    return found


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """What validates against a schema, itself one of the dialect it names; made once of each."""
    return _validator(json.dumps(schema))


@cache
def _validator(written: str) -> Draft202012Validator:
    schema = json.loads(written)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(closed(schema))


def mistakes(schema: dict[str, Any], data: Any) -> list[str]:
    """Where data are not as a schema says."""
    return [f"{error.json_path}: {error.message[:200]}" for error in validator(schema).iter_errors(data)]
