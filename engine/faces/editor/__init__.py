"""The language in an editor (Language Server Protocol)."""
