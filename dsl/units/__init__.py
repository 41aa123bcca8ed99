"""Units: which statements make up each edition of each document, and that every name in them is declared."""
