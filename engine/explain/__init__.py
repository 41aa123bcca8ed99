"""Explanations: the reasoning as data, and that reasoning in words."""
