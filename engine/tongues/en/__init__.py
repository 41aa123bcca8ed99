"""English, as counsel writes it."""

from collections.abc import Sequence

from dsl.locator import PlacePart
from engine.tongues.writing import NO_BREAK, Tongue


class English(Tongue):
    """English."""

    tag = "en"
    name = "English"
    locale = "en-GB"
    verbs = frozenset(
        [
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "does",
            "do",
            "did",
            "may",
            "must",
            "can",
            "cannot",
            "gives",
            "figures",
            "follows",
            "still",
        ]
    )

    said_once = frozenset(["is", "are", "was", "were", "gives", "figures", "follows"])

    denials = frozenset(["cannot", "never", "no", "nobody", "none", "not", "nothing", "without"])

    def spaced(self, text: str) -> str:
        """A phrase with a no-break space before the sign for per cent."""
        return text.replace(" %", f"{NO_BREAK}%")

    def cite(self, parts: Sequence[PlacePart], courts: bool = False) -> str:
        """The citation of one place, with plain spaces: so scenarios and programs write it."""
        return super().cite(parts, courts).replace(NO_BREAK, " ")


TONGUE = English()
