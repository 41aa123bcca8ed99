"""The regression suite: scenarios, what they exercise, and whether they would notice a change."""
