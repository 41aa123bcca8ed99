"""The words for one step of a reasoning, in German."""

WORDS = {
    "or": " oder ",
    "and": " und ",
}
