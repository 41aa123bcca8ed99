"""The one meaning of a program: what every name, norm, exception and table of it comes to, in a few kinds of node."""
