"""Every alarm there is, one theme a file."""

from __future__ import annotations

from baseline.audit.alarms import access, changes, keys, network, watch
from baseline.audit.model import Alarm

ALARMS: tuple[Alarm, ...] = (
    *access.ALARMS,
    *changes.ALARMS,
    *network.ALARMS,
    *keys.ALARMS,
    *watch.ALARMS,
)
