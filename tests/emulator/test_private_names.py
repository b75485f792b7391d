"""The private names of ministack and moto."""

from __future__ import annotations

import pytest

from emulator import private_names


def test_every_name_we_lean_on_is_there() -> None:
    """The pinned ministack and moto have every private name the emulator uses."""
    private_names.check()


def test_a_missing_name_is_named() -> None:
    """What is gone is told by name, all at once."""
    with pytest.raises(private_names.PrivateNameError, match=r"json\.nowhere.*no_such_module"):
        private_names.check({"json": ("nowhere",), "no_such_module": ("x",)})
