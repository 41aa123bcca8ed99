"""An edition in the formats of others: its norms, its places, its tables."""
