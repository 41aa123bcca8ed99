"""The contracts' own texts: splitting them into passages, fingerprinting them, and comparing editions."""
