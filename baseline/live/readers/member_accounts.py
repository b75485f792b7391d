"""Reads the setting `accounts`: every account of the assembly's list, found by its e-mail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from baseline.live.observed import Observed, Question, State, Unreadable
from baseline.runtime.members import ACTIVE, Member
from baseline.runtime.placement import Places
from baseline.runtime.report import Report
from baseline.runtime.settings import accounts
from baseline.runtime.wanted import Wanted

PENDING = "pending; the next deploy goes on"


def read_accounts(question: Question) -> Observed:
    """Read the uploaded list, the units it means, and each account of the list in the assembly."""
    properties = _properties(question)
    gone = sorted(question.desired["Units"].keys() - properties["Units"].keys())
    if gone:
        reason = f"accounts are found by their units, and there is no unit {', '.join(gone)}"
        return Observed(properties, states=(State("accounts", None, Unreadable(reason)),))
    listed = json.loads(question.files[question.desired["AccountsKey"]].read_bytes())
    found = accounts.read(question.clients.session, question.desired)
    return Observed(
        properties,
        attributes=_attributes(question.desired, listed, found),
        states=tuple(_states(question, listed, found)),
    )


def _properties(question: Question) -> dict[str, Any]:
    desired = question.desired
    bucket, key = desired["AccountsBucket"], desired["AccountsKey"]
    body = question.uploads.body(bucket, key)
    is_ours = body == question.files[key].read_bytes()
    units = question.organization.units
    return {
        "AccountsBucket": bucket,
        "AccountsDigest": hashlib.sha256(body).hexdigest()[: len(desired["AccountsDigest"])],
        "AccountsKey": key if is_ours else f"{key} (not the assembly's list)",
        "HoldingUnits": [each for each in desired["HoldingUnits"] if each in units],
        "RootId": question.organization.root_id,
        "Units": {name: each for name, each in desired["Units"].items() if each in units},
    }


def _states(
    question: Question, listed: list[dict[str, str]], found: Mapping[str, Mapping[str, str]]
) -> Iterator[State]:
    """Yield for each account of the list where it should be and where it is."""
    names = {unit_id: name for name, unit_id in question.desired["Units"].items()}
    names[question.desired["RootId"]] = "(the root)"
    for account in listed:
        check, email = f"account {account['email']}", account["email"].lower()
        expected = {"unit": account["unit"], "state": ACTIVE}
        if email in found:
            unit_id = found[email]["UnitId"]
            there = {"unit": names.get(unit_id, unit_id), "state": found[email]["State"]}
            yield State(check, expected, there)
        else:
            yield _missing(check, email, expected, question.answers.get("Pending", ""))


def _missing(check: str, email: str, expected: object, pending: str) -> State:
    """Return the state of an account that is not there, which the setting may have said itself."""
    if email in pending.lower().split(","):
        return State(check, PENDING, PENDING)
    if pending.endswith("..."):
        return State(
            check, expected, Unreadable("not there, and the list of pending accounts is cut")
        )
    return State(check, expected, None)


def _attributes(
    desired: Mapping[str, Any],
    listed: list[dict[str, str]],
    found: Mapping[str, Mapping[str, str]],
) -> dict[str, str]:
    """Return what the setting would answer now, by its own rules."""
    places, report = Places.of(desired), Report()
    wanted = {}
    for entry in listed:
        unit_id = desired["Units"].get(entry["unit"], "")
        one = Wanted(entry["name"], entry["email"], unit_id)
        wanted[one.key] = one
        if one.key not in found:
            continue
        there = found[one.key]
        member = Member(there["AccountId"], one.email, there["State"])
        reason = places.why_left(member, one, there["UnitId"])
        if reason:
            report.left[one.key] = reason
        elif there["UnitId"] == unit_id:
            report.ready.add(one.key)
    attributes = report.attributes(wanted)
    return {name: attributes[name] for name in ("Ready", "Pending", "Left")}
