"""Facts: read, typed and checked against a knowledge base."""
