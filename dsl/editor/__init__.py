"""What editors and highlighters need of the language: how its words are coloured."""
