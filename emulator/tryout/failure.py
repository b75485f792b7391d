"""Why a try-out cannot go on, for a person."""

from __future__ import annotations


class TryoutError(Exception):
    """A stage failed; the text says which, why and what to do."""
