"""What is kept of a call until its record is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ..authorisation.principal import Principal
from ..authorisation.wire import Wire
from ..calls import Call
from .trails import Trail


@dataclass(frozen=True)
class Heard:
    """One call and its answer; the answer's body is kept of failures only."""

    wire: Wire
    call: Call
    caller: Principal
    when: datetime
    trails: tuple[Trail, ...]
    status: int
    headers: Mapping[str, str]
    body: bytes
