"""What is left of processes that were started for a test."""

import os
import signal
import time


def gone(group: int, seconds: float = 20) -> bool:
    """Whether no process of a group is left, at the latest after so many seconds; what is left is ended."""
    for _ in range(int(seconds * 20)):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return False
