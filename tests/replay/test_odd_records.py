"""A record that is not as AWS documents it ends in one place too, and stops nothing."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from baseline.replay.accounts import Accounts
from baseline.replay.run import Replay
from baseline.replay.state import State
from tests.replay.judging import judge
from tests.replay.records import again, record, write

JUNK: tuple[object, ...] = (
    *(None, 5, True, "", "x", "arn:aws:", [], [5], ["x", {}]),
    *({}, {"ARN": 5}, {"items": 5}),
)
KEY = "arn:aws:kms:us-east-1:444455556666:key/1"
CALLS = (
    record(
        "kms CreateAlias",
        {"aliasName": "alias/a", "path": "/x/"},
        resources=[{"ARN": KEY, "accountId": "444455556666"}],
        responseElements={"keyId": KEY},
        tlsDetails={"tlsVersion": "TLSv1.3"},
    ),
    record("iam CreateRole", {"roleName": "x"}, responseElements={"role": {"arn": "x"}}),
    record("ec2 ModifySnapshotAttribute", {"createVolumePermission": {"add": {"items": []}}}),
    record("monitoring DeleteAlarms", {"alarmNames": ["a", "b"]}),
)


def _spoiled(value: Any) -> Iterator[Any]:
    """Yield a record with junk in the place of each piece of it."""
    yield from copy.deepcopy(JUNK)
    items = value.items() if isinstance(value, dict) else enumerate(value)
    if isinstance(value, dict | list):
        for name, each in items:
            for spoiled in _spoiled(each):
                whole = copy.copy(value)
                whole[name] = spoiled
                yield whole


def test_every_event_ends_in_one_place(tmp_path: Path) -> None:
    """Whatever is in the place of a piece, the event is counted once."""
    spoiled = (each for call in CALLS for each in _spoiled(call))
    write(tmp_path / "a.json", [again(each) for each in spoiled if isinstance(each, dict)])
    tally = Replay(judge(), Accounts(), State("q")).run(tmp_path, lambda *_: None)
    assert tally.events > 1_000
    assert tally.outcomes.total() + tally.left_out.total() == tally.events
    assert tally.broken == 0
