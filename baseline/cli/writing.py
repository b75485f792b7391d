"""What a command says where it cannot write the file that it was given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from baseline.errors import BaselineError


@contextmanager
def told_where_not_writable(where: str, file: Path | str) -> Iterator[None]:
    """Say what is wrong with a file that cannot be written, instead of raising it.

    Args:
        where: the option or argument that names the file.

    Raises:
        BaselineError: if the system refuses the file.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BaselineError(
            [f"{where}: cannot be written (got {file}: {reason}); give a file in a folder of yours"]
        ) from error
