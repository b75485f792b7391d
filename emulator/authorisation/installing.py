"""Everything ministack is taught before anybody is judged."""

from __future__ import annotations

from functools import lru_cache

from . import foreign_keys, mfa, mfa_sessions, own_user, sessions


@lru_cache(maxsize=1)
def install() -> None:
    """Teach ministack sessions, devices, callers' names and foreign keys; once.

    Raises:
        MissingNameError: if ministack lacks a private name that this leans on.
    """
    sessions.install()
    mfa.install()
    mfa_sessions.install()
    own_user.install()
    foreign_keys.install()
