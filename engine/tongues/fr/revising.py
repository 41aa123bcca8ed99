"""What stands in a new edition until somebody writes it, in Swiss French."""

WORDS = {
    "unwritten": "À écrire.",
}
