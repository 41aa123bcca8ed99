"""The program as the engine sees it: what questions ask of it, how it is stored, how its parts depend on each other."""
