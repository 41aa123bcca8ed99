"""The documentation site: Markdown pages written from the knowledge base, built by MkDocs, searchable in two languages.

Data runs one way here too: `state` (what is known) → `scribe`, `conditions`, `norms` (in words) → pages by kind →
`writing` (to disk, only what changed) → `building` (MkDocs) → `searching` (the index).
"""
