"""Answers: what a question comes to, and the facts and readings on which it turns."""
