"""What is watched in the organization's trail, as data: alarms, and queries that show the rest.

The constructs only place these values; nothing here needs the CDK or an AWS client.
"""

from __future__ import annotations

from baseline.audit.alarms import ALARMS
from baseline.audit.model import Alarm, Query
from baseline.audit.queries import QUERIES

__all__ = ["ALARMS", "QUERIES", "Alarm", "Query"]
