"""Which IAM actions an event of CloudTrail stands for.

An event is named after the operation that was called, an action after what policies allow; mostly
that is one word. `events.yaml` holds where it is not, with its sources and the day they were read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from baseline.policy.actions import Action, known_actions

_FILE = Path(__file__).parent / "events.yaml"
_DATED = re.compile(r"(20\d{6}|_?20\d\d_\d\d_\d\d)(v\d+)?$")
_DOMAIN = re.compile(r"\.amazonaws\.com(\.cn)?$")


@dataclass(frozen=True)
class EventNames:
    """The exceptions: prefixes by event source, and actions by source and event name."""

    services: dict[str, str]
    events: dict[tuple[str, str], tuple[str, ...]]


@lru_cache(maxsize=65_536)
def actions_of_event(source: str, name: str) -> tuple[Action, ...]:
    """Return the actions of an event, none where AWS's list has no such action.

    Args:
        source: as in the event, such as `monitoring.amazonaws.com`.
        name: as in the event, such as `CreateFunction20150331`.
    """
    service, plain = _DOMAIN.sub("", source), _DATED.sub("", name)
    exceptions = event_names()
    wanted = exceptions.events.get((service, plain))
    if wanted is None:
        wanted = (f"{exceptions.services.get(service, service)}:{plain}",)
    known = known_actions()
    found = [known.get(each.lower()) for each in wanted]
    return tuple(each for each in found if each is not None)


@cache
def event_names() -> EventNames:
    """Return the exceptions as `events.yaml` lists them."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return EventNames(
        services=content["services"],
        events={
            (source, name): (actions,) if isinstance(actions, str) else tuple(actions)
            for source, names in content["events"].items()
            for name, actions in names.items()
        },
    )


def read_on() -> str:
    """Return the day on which the sources of the exceptions were read, as year-month-day."""
    return str(yaml.safe_load(_FILE.read_text(encoding="utf-8"))["read"])
