"""What goes in and comes out as data: JSON Schemas (2020-12), each with its version."""
