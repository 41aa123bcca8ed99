"""The two contracts as the tests ask them: compiled once in a process; what was found out for one test the next finds.

A test that counts what is computed, or bounds it otherwise, opens a library of its own.
"""

from functools import cache

from engine.desk import Desk
from engine.library.library import Library


@cache
def library() -> Library:
    """The compiled clauses."""
    return Library.open()


@cache
def desk() -> Desk:
    """The desk of the two contracts."""
    return Desk(library())
