"""`python -m engine.faces.command_line`: the command, where it is not installed under its name."""

from engine.faces.command_line.start import main

if __name__ == "__main__":  # a process that answers beside it reads the file, too
    main()
