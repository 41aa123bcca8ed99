"""What stands in a new edition until somebody writes it, in English."""

WORDS = {
    "unwritten": "To be written.",
}
