"""Enables policy types in the organization's root and waits until they are in force.

Whether a new organization starts with service control policies enabled is told differently by
AWS's own pages, so what is there is read first and both starts end the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from .. import clients
from ..errors import SettingError
from ..lifecycle import Setting
from ..properties import Properties, text, texts
from ..reasons import code_of
from ..run import Run

if TYPE_CHECKING:
    from boto3 import Session

ACTIONS = ("organizations:EnablePolicyType", "organizations:ListRoots")
DEPENDENT_ACTIONS: tuple[str, ...] = ()
RESOURCES: dict[str, tuple[str, ...]] = {}
REVISION = 1

ENABLED = "ENABLED"
ABSENT = "DISABLED"


def read(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Return the status of each desired policy type; AWS lists only those that are not disabled.

    Raises:
        SettingError: if the organization has no such root.
    """
    run = run or Run()
    root_id, wanted = text(properties, "RootId"), texts(properties, "PolicyTypes")
    roots = run.pages(clients.organizations(session).list_roots, "Roots")
    root = next((root for root in roots if root["Id"] == root_id), None)
    if root is None:
        raise SettingError(f"RootId: the organization has no such root (got {root_id!r})")
    status = {entry["Type"]: entry["Status"] for entry in root.get("PolicyTypes", ())}
    return {name: status.get(name, ABSENT) for name in wanted}


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Enable what is not enabled and wait for it; enabling goes on in the background.

    Raises:
        NotFinishedError: if a type is not enabled in time.

    """
    run = run or Run()
    client = clients.organizations(session)
    delays = run.clock.delays()
    while True:
        status = read(session, properties, run=run)
        waiting = {name: now for name, now in status.items() if now != ENABLED}
        if not waiting:
            return {}
        for name in (name for name, now in waiting.items() if now == ABSENT):
            _enable(run, client.enable_policy_type, properties["RootId"], name)
        still = ", ".join(f"{name} is {now}" for name, now in waiting.items())
        run.pause(next(delays), f"policy types are not enabled: {still}")


def _enable(run: Run, enable: Any, root_id: str, name: str) -> None:
    try:
        run.call(enable, RootId=root_id, PolicyType=name)
    except ClientError as error:
        if code_of(error) != "PolicyTypeAlreadyEnabled":
            raise


handler = Setting("policy_types", apply)
