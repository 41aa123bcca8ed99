"""From a program to a knowledge base: generated code, its frames, and the library of compiled editions."""
