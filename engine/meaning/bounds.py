"""What arithmetic that leaves its range comes to: neither a wrong value nor a traceback."""

from engine.meaning.nodes import Definition


class OutOfRangeError(Exception):
    """The facts make a definition leave the range of its kind: the years 1 to 9999, the digits of a decimal."""

    def __init__(self, definition: Definition) -> None:
        super().__init__(definition.name)
        self.definition = definition
