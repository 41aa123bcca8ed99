"""The solver of satisfiability: MiniSat as `python-sat` compiles it.

Of that package the compiled part alone is loaded, in a tenth of the time of the whole: what else it has, other solvers
and the formulas of its users, would take a process that asks one question longer than the search itself.
"""

import sys
from collections.abc import Iterable, Sequence
from threading import current_thread, main_thread
from typing import Any


class Solver:
    """Clauses, to which more are added, and completions that fulfil them."""

    _minisat: Any = None

    def __init__(self, clauses: Iterable[Sequence[int]]) -> None:
        import pysolvers  # type: ignore[import-not-found]  # it has no types; a browser fetches it when it is needed

        self._compiled: Any = pysolvers
        self._minisat = pysolvers.minisat22_new()
        add, minisat = pysolvers.minisat22_add_cl, self._minisat
        for clause in clauses:  # there are thousands of them: each by a call of its own would take twice the time
            add(minisat, clause)

    def __del__(self) -> None:
        if self._minisat is not None:
            self._compiled.minisat22_del(self._minisat)

    @property
    def steps(self) -> int:
        """How many steps it has taken so far: literals that followed from others."""
        taken: int = self._compiled.minisat22_acc_stats(self._minisat)["propagations"]
        return taken

    def add(self, clause: Sequence[int]) -> None:
        """Adds a clause: of its literals at least one holds."""
        self._compiled.minisat22_add_cl(self._minisat, clause)

    def prefer(self, literals: Sequence[int]) -> None:
        """Has these literals tried first where either would do."""
        self._compiled.minisat22_setphases(self._minisat, literals)

    def solved(self, assumed: Sequence[int], conflicts: int, steps: int) -> bool | None:
        """Whether everything can hold with what is assumed; None where it took too many dead ends or steps to tell."""
        self._compiled.minisat22_cbudget(self._minisat, conflicts)
        self._compiled.minisat22_pbudget(self._minisat, steps)
        interruptible = int(current_thread() is main_thread())
        try:
            found: bool | None = self._compiled.minisat22_solve_lim(self._minisat, assumed, interruptible, 0)
        except self._compiled.error as error:  # an interrupt, which it tells as an error of its own
            self._minisat = None  # it was left in the middle of its work, where nothing can be made of it any more
            import signal

            # it jumps out of its own handler, which stays, and during which further interrupts are put off
            signal.signal(signal.SIGINT, signal.getsignal(signal.SIGINT))
            if sys.platform != "win32":
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            raise KeyboardInterrupt from error
        return found

    def model(self) -> list[int]:
        """The literals that hold in the completion that was found."""
        found: list[int] = self._compiled.minisat22_model(self._minisat)
        return found

    def core(self) -> list[int]:
        """Of what was assumed, what cannot hold together."""
        return self._compiled.minisat22_core(self._minisat) or []
