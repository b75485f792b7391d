"""Every saved query there is, one theme a file."""

from __future__ import annotations

from baseline.audit.model import Query
from baseline.audit.queries import activity, key_use

QUERIES: tuple[Query, ...] = (*key_use.QUERIES, *activity.QUERIES)
