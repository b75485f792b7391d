"""The `baseline` command run in this process."""

from __future__ import annotations

import pytest

from baseline.cli import main


def exit_code(*arguments: str) -> int:
    """Run the command to its end and return what a shell would see it exit with."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)
