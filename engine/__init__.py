"""Norms and cases: the knowledge base, its evaluation, and the answers and explanations drawn from it."""
