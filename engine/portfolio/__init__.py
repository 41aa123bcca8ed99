"""A question put to many cases at once: tables of cases in, a table of answers out."""
