"""What a person sees while a try-out works: each stage when it starts and how long it took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


class Progress:
    """Prints stages; in a terminal a spinner turns while one is under way."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.seconds: dict[str, float] = {}
        self._start = time.monotonic()

    @contextmanager
    def stage(self, told: str) -> Iterator[None]:
        """Time what happens inside under the name `told`."""
        begin = time.monotonic()
        if self.console.is_terminal:
            with self.console.status(told):
                yield
        else:
            yield
        self.seconds[told] = time.monotonic() - begin
        self._line(f"{told:24} {self.seconds[told]:6.1f} s")

    def note(self, told: str) -> None:
        """Print something that happened within a stage."""
        self._line(f"  {told}")

    def total(self) -> None:
        """Print the time since the start."""
        self._line(f"{'total':24} {time.monotonic() - self._start:6.1f} s")

    def _line(self, text: str) -> None:
        self.console.print(text, highlight=False, markup=False, soft_wrap=True)
