"""What a tongue is: its catalogues of fixed words, and the rules of its writing."""

from functools import cached_property
from importlib import import_module

from engine.tongues.words import Words


class Tongue:
    """One language: `tag` is its two letters; each catalogue is a module `CATALOGUE.py` of its folder with `WORDS`."""

    tag: str

    @cached_property
    def advice(self) -> Words:
        """The headings and sentences of an opinion."""
        return self.words("advice")

    @cached_property
    def steps(self) -> Words:
        """The words for one step of a reasoning."""
        return self.words("steps")

    def words(self, catalogue: str) -> Words:
        """The fixed words of one catalogue; it is empty where the folder has no such module."""
        package = type(self).__module__
        try:
            kept = import_module(f"{package}.{catalogue}").WORDS
        except ModuleNotFoundError as error:
            if error.name != f"{package}.{catalogue}":
                raise
            kept = {}
        return Words(self.tag, catalogue, kept)
