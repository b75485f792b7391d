"""One JSON object a line in the function's log, so that CloudWatch can query the fields.

Nothing is ever logged of the event itself: its response URL is signed and works for whoever
reads it.
"""

from __future__ import annotations

import json
import logging

_LOGGER = logging.getLogger("account-baseline")
_LOGGER.setLevel(logging.INFO)


def write(kind: str, **fields: object) -> None:
    """Write one line of the given kind."""
    _LOGGER.info(json.dumps({"kind": kind, **fields}, default=str))
