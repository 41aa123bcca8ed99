"""Backends: each computes the one meaning in a way of its own, with one `match` over the kinds of node."""
