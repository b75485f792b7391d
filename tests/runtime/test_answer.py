"""Answering CloudFormation: what the answer holds, how big it may be, that it arrives once."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baseline.runtime.answer import ANSWER_BYTES, Reply, cut, is_web_address, one_line, reply_to
from baseline.runtime.errors import AnswerError

from .world import FakeTime, ResponseServer, event


def _reply(
    server: ResponseServer, time: FakeTime, deadline: float = 2000.0, **fields: Any
) -> Reply:
    reply = reply_to(
        event(server.url, **fields), "baseline-setting-x", time.clock(), deadline, "stream"
    )
    assert reply is not None
    return reply


def test_success_holds_what_cloudformation_needs(server: ResponseServer) -> None:
    """The answer repeats the event's ids, has the constant physical id and the attributes."""
    sent = event(server.url)
    _reply(server, FakeTime()).success({"Id": "o-1"})

    assert server.taken == [
        {
            "Status": "SUCCESS",
            "Reason": "",
            "PhysicalResourceId": "baseline-setting-x",
            "StackId": sent["StackId"],
            "RequestId": sent["RequestId"],
            "LogicalResourceId": "Setting",
            "Data": {"Id": "o-1"},
        }
    ]
    assert server.seen == [("/answer?Signature=topsecret", "")]


@pytest.mark.parametrize(
    ("known", "answered"),
    [
        ("baseline-organization-Setting-1ABC", "baseline-organization-Setting-1ABC"),
        ("", "baseline-setting-x"),
        (7, "baseline-setting-x"),
        ("x" * 2000, "x" * 400),
    ],
    ids=["cloudformation's", "empty", "no text", "long"],
)
def test_a_known_physical_id_stays(server: ResponseServer, known: Any, answered: str) -> None:
    """What CloudFormation calls the resource is repeated, so that nothing is replaced."""
    _reply(server, FakeTime(), PhysicalResourceId=known).success({})

    assert [one["PhysicalResourceId"] for one in server.taken] == [answered]


def test_an_address_without_path_or_query_is_answered(server: ResponseServer) -> None:
    """A response URL needs no more than a host."""
    server.url = server.url.partition("/answer")[0]
    _reply(server, FakeTime()).success({})

    assert server.seen == [("/", "")]


@pytest.mark.parametrize("refuse", [1, 2, 5])
def test_a_url_that_fails_at_first_is_tried_again(server: ResponseServer, refuse: int) -> None:
    """Until the answer arrives it is sent again, waiting longer each time; then no more."""
    server.refuse = refuse
    time = FakeTime()
    reply = _reply(server, time)

    reply.success({})
    reply.success({})
    reply.fail("late")

    assert [one["Status"] for one in server.taken] == ["SUCCESS"]
    assert len(server.seen) == refuse + 1
    assert time.slept == [1.0, 2.0, 4.0, 8.0, 16.0][:refuse]


@pytest.mark.parametrize(("deadline", "attempts"), [(2000.0, 10), (1005.0, 3)])
def test_a_url_that_never_takes_it_is_told(
    server: ResponseServer, deadline: float, attempts: int
) -> None:
    """Sending ends with the time or the attempts, and raises so that Lambda repeats the event."""
    server.refuse = 99
    with pytest.raises(AnswerError, match="HTTP 503"):
        _reply(server, FakeTime(), deadline).success({})
    assert len(server.seen) == attempts


def test_a_network_error_does_not_tell_the_signed_url(
    server: ResponseServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the error nor the log holds the URL, which works for whoever reads it."""
    reply = _reply(server, FakeTime())
    reply.url = "https://127.0.0.1:1/answer?Signature=topsecret"

    with pytest.raises(AnswerError, match="ConnectionRefusedError") as caught:
        reply.success({})
    assert "topsecret" not in str(caught.value) + caplog.text


def test_attributes_that_do_not_fit_are_a_failure(server: ResponseServer) -> None:
    """Attributes are never cut silently: too many are a failure that names the limit."""
    _reply(server, FakeTime()).success({f"Unit{n}": "ou-abcd-12345678" for n in range(200)})

    assert server.taken[0]["Status"] == "FAILED"
    assert "CloudFormation takes 4,096" in server.taken[0]["Reason"]


@pytest.mark.parametrize("reason", ["x" * 9000, "é" * 9000, "a\n\t b", "", "\ud800" * 900])
def test_a_reason_is_cut_to_one_line_that_fits(server: ResponseServer, reason: str) -> None:
    """Whatever the reason, the answer fits and ends with where to read more."""
    _reply(server, FakeTime(), StackId="s" * 5000).fail(reason)

    assert server.sizes[0] <= ANSWER_BYTES
    told = server.taken[0]["Reason"]
    assert told.endswith(" (log stream stream)")
    assert "\n" not in told
    if len(reason) > 4096:
        assert server.sizes[0] > ANSWER_BYTES - 20


def test_the_other_waits_until_the_answer_has_arrived(server: ResponseServer) -> None:
    """Two that answer at once send one answer, and both return after it has arrived."""
    reply = _reply(server, FakeTime())
    threads = [threading.Thread(target=reply.success, args=({},)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(server.seen) == 1


def test_handing_over_happens_only_before_the_answer(server: ResponseServer) -> None:
    """What was answered is not handed over, and what was handed over is not answered."""
    done: list[str] = []
    answered = _reply(server, FakeTime())
    answered.success({})
    answered.hand_over(lambda: done.append("again"))

    handed = _reply(server, FakeTime())
    handed.hand_over(lambda: done.append("next"))
    handed.fail("late")

    assert done == ["next"]
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://bucket.s3.amazonaws.com/x?y", True),
        ("http://127.0.0.1:80/", True),
        ("file:///etc/hosts", False),
        ("https://", False),
        ("http://[", False),
        ("http://host:99999999/", False),
        ("", False),
        (None, False),
        (7, False),
    ],
)
def test_only_a_web_address_is_a_response_url(url: object, expected: bool) -> None:
    """Nothing but http and https with a host is ever written to."""
    assert is_web_address(url) is expected
    reply = reply_to({"ResponseURL": url}, "x", FakeTime().clock(), 0, "")
    assert (reply is not None) is expected


def test_what_is_no_event_has_no_reply() -> None:
    """Without a mapping there is nowhere to answer."""
    assert reply_to("event", "x", FakeTime().clock(), 0, "") is None


@given(text=st.text(), size=st.integers(0, 60))
def test_cut_text_fits(text: str, size: int) -> None:
    """Cut text takes at most the given bytes, and text that fits is left as it is."""
    result = cut(text, size)

    assert len(json.dumps(result)) - 2 <= size
    if len(json.dumps(text)) - 2 <= size:
        assert result == text


def test_one_line_joins() -> None:
    """Line ends and tabs become single blanks."""
    assert one_line(" a\n\tb ") == "a b"
