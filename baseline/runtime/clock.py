"""Time and chance as values, so that a test can let an hour pass at once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

FIRST_DELAY_SECONDS = 1.0
LONGEST_DELAY_SECONDS = 20.0


@dataclass(frozen=True)
class Clock:
    """What a run needs to know about time: two clocks, a way to wait, and jitter in [0, 1).

    `now` measures within one invocation; `wall` is comparable between invocations.
    """

    now: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.SystemRandom().random

    def delays(self) -> Iterator[float]:
        """Yield ever longer waits in seconds, each drawn from the upper half of its step.

        Callers that failed together must not come back together, and none may come back at once.
        """
        step = FIRST_DELAY_SECONDS
        while True:
            yield step * (1 + self.jitter()) / 2
            step = min(step * 2, LONGEST_DELAY_SECONDS)
