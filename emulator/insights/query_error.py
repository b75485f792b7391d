"""The one error of a Logs Insights query."""

from __future__ import annotations


class MalformedQueryError(ValueError):
    """AWS refuses the query, or it uses what the emulator does not evaluate."""
