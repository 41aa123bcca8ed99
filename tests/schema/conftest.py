"""The command, as the tests of the faces call it."""

from tests.faces.conftest import opposable

__all__ = ["opposable"]
