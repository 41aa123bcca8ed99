"""English, as counsel writes it."""

from engine.tongues.writing import Tongue


class English(Tongue):
    """English."""

    tag = "en"


TONGUE = English()
