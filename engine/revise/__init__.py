"""When the terms are revised: what changed, what it reaches, whose answers move, and where the encoding begins."""
