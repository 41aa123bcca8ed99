"""Norms and cases: the knowledge base, its evaluation, and the answers and explanations drawn from it."""

__version__ = "0.1.0"
