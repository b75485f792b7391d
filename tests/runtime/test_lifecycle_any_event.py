"""The lifecycle under events that nobody would write: one answer leaves for each."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baseline.runtime.lifecycle import Setting, answer_event
from baseline.runtime.run import Run

from .world import Context, ResponseServer, World

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    [
        "RequestType",
        "StackId",
        "RequestId",
        "LogicalResourceId",
        "PhysicalResourceId",
        "ResourceProperties",
        "OldResourceProperties",
        "Continuation",
    ]
)
KNOWN = st.sampled_from(["Create", "Update", "Delete", {}, {"Count": 1, "Started": 0}])


@given(fields=st.dictionaries(FIELDS | st.text(), JSON | KNOWN), result=JSON | st.just({"A": "b"}))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_arrives_one_answer_leaves(
    server: ResponseServer, fields: dict[str, Any], result: Any
) -> None:
    """No event and no result of apply makes the handler raise, stay silent or answer twice."""
    server.taken.clear()
    world = World()

    def apply(session: Any, properties: Any, *, run: Run) -> Any:
        return result if session and run else properties

    answer_event(
        Setting("x", apply),
        {**fields, "ResponseURL": server.url},
        Context(),
        clock=world.time.clock(),
        session=world.session,
    )

    assert len(server.taken) == 1
    assert server.taken[0]["Status"] in ("SUCCESS", "FAILED")
    assert server.sizes[-1] <= 4096
    if fields.get("RequestType") == "Delete":
        assert server.taken[0]["Status"] == "SUCCESS"
