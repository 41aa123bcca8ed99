"""The surface: a clause file as written. Text to tree, tree to canonical text, and what to say where it is neither."""
