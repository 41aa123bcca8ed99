"""The language: text and syntax, ending in a checked, immutable program."""
