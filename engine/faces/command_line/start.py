"""How the command begins: also an interrupt in its first moment, while it is being imported, ends it in one line."""


def main() -> None:
    """Runs the command."""
    try:
        from engine.faces.command_line.command import main as run

        run()
    except KeyboardInterrupt:
        import os

        os.write(2, b"stopped\n")
        os._exit(130)
