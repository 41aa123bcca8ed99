"""French, as a Swiss lawyer writes it."""

from engine.tongues.writing import Tongue


class French(Tongue):
    """Swiss French."""

    tag = "fr"


TONGUE = French()
