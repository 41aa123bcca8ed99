"""The generated backend: a question as Python of its own, many times as fast as walking."""
