"""German, as small as a tongue can be and still answer one question."""

from engine.tongues import Tongue


class German(Tongue):
    """German, as the Swiss write it."""

    tag = "de"
    name = "Deutsch"
    locale = "de-CH"

    def inner(self, text: str, names: object = ()) -> str:
        """A noun keeps its capital inside a sentence."""
        return text.rstrip(" .")

    def day_of_month(self, day: int) -> str:
        """`12. März`."""
        return f"{day}."


TONGUE = German()
