"""How the command begins: also an interrupt in its first moment, while it is being imported, ends it in one line."""

import gc

_ALLOCATIONS = 100_000
"""How much is allocated before cycles are looked for: a command that answers one question is over before, and what it
leaves is frozen, so that neither its run nor its end pays for the search."""


def main() -> None:
    """Runs the command."""
    gc.set_threshold(_ALLOCATIONS)
    try:
        from engine.faces.command_line.own_modules import find_own_modules

        find_own_modules()
        from engine.faces.command_line.command import main as run

        run()
    except (KeyboardInterrupt, RuntimeError) as error:
        # up to Python 3.11 an interrupt while the attributes of a class are named comes as the cause of another error
        if not isinstance(error, KeyboardInterrupt) and not isinstance(error.__cause__, KeyboardInterrupt):
            raise
        import os

        os.write(2, b"stopped\n")
        os._exit(130)
