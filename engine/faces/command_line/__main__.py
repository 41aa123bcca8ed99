"""`python -m engine.faces.command_line`: the command, where it is not installed under its name."""

from engine.faces.command_line.start import main

main()
