"""Opinions on paper and as data: a registry of formats."""
