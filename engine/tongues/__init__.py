"""The tongues in which answers are given: each is a folder with its words and with what is its own in writing.

Wording lives here and nowhere else. `tongue("fr")` loads the folder when it is first asked for.
"""

from engine.tongues.registry import phrase, register, tags, tongue
from engine.tongues.words import Words
from engine.tongues.writing import Tongue

__all__ = ["Tongue", "Words", "phrase", "register", "tags", "tongue"]
