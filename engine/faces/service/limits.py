"""What one client may cost the others: size, time and number."""

from dsl.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of anything is taken on. Past it, requests are refused at once."""

    workers: int
    """How many processes answer."""

    waiting: int
    """How many requests may wait for one of them, in all."""

    seconds: float
    """How long an answer may take, waiting included; what takes longer is broken off."""

    largest: int
    """The largest request, in bytes."""

    patience: float
    """How many seconds a client may take to send its request, or to take the next part of a response."""

    connections: int = 1000
    """How many connections may be open."""
