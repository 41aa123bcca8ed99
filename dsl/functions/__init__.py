"""The functions that the language has built in."""
