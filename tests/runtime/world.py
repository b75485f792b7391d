"""A world for a setting to run in: moto as AWS, a clock that jumps, a real HTTP server."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType
from typing import Any

import boto3
import botocore.session
from botocore.awsrequest import AWSRequest, AWSResponse
from botocore.loaders import Loader, create_loader

from baseline.runtime.clock import Clock
from baseline.runtime.run import Run
from tests.reusing_session import ReusingSession

from .faults import Faults
from .operations import ACTION_OF, MUTATING

MANAGEMENT = "123456789012"
REGION = "eu-west-1"

#: Shared by all sessions, because reading the service models is most of what a test would do.
_LOADER: Loader = create_loader()


class FakeTime:
    """A clock on which sleeping takes no time."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def now(self) -> float:
        """Return the time."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.seconds += seconds

    def clock(self) -> Clock:
        """Return this time as a clock without jitter."""
        return Clock(now=self.now, wall=self.now, sleep=self.sleep, jitter=lambda: 1.0)


class _Session(ReusingSession):
    """A session of all worlds, one after the other: it tells its calls to the present one."""

    def __init__(self, region: str, credentials: dict[str, Any]) -> None:
        core = botocore.session.Session()
        core.register_component("data_loader", _LOADER)
        super().__init__(region_name=region, botocore_session=core, **credentials)
        self.world = World()
        self.events.register("before-call", self._record)
        # Before moto stands between the session and the network.
        send: Any = self._send
        self.events.register_first("before-send", send)

    def _record(self, model: Any, **_: object) -> None:
        self.world.calls.append(f"{model.service_model.service_name}.{model.name}")

    def _send(self, request: AWSRequest, event_name: str, **_: object) -> AWSResponse | None:
        return self.world.faults.send(request, event_name)


_SESSIONS: dict[tuple[Any, ...], _Session] = {}


@dataclass
class World:
    """What a test arranges and looks at afterwards."""

    faults: Faults = field(default_factory=Faults)
    time: FakeTime = field(default_factory=FakeTime)
    calls: list[str] = field(default_factory=list)

    def session(self, region: str = REGION, **credentials: Any) -> boto3.Session:
        """Return the session whose calls are recorded and may be answered by `faults`."""
        key = (region, *sorted(credentials.items()))
        if key not in _SESSIONS:
            _SESSIONS[key] = _Session(region, credentials)
        _SESSIONS[key].world = self
        return _SESSIONS[key]

    def own_session(self, region: str = REGION) -> boto3.Session:
        """Return a session that no other test has, for one that adds handlers to it."""
        session = _Session(region, {})
        session.world = self
        return session

    def run(self, **arguments: Any) -> Run:
        """Return a run on this world's clock, patient with denials as the lifecycle's are."""
        given = {"seconds": 600.0, "denials_seconds": 90.0, **arguments}
        return Run(clock=self.time.clock(), **given)

    def apply(self, setting: ModuleType, properties: dict[str, Any], **run: Any) -> dict[str, str]:
        """Apply a setting with a new session, forget the calls before it, judge those it makes."""
        self.calls.clear()
        try:
            attributes: dict[str, str] = setting.apply(
                self.session(), properties, run=self.run(**run)
            )
        finally:
            assert self.actions() <= set(setting.ACTIONS)
        return attributes

    def changes(self) -> list[str]:
        """Return the recorded calls that change something."""
        return [call for call in self.calls if call in MUTATING]

    def actions(self) -> set[str]:
        """Return the IAM actions of the recorded calls."""
        return {ACTION_OF[call] for call in self.calls}


@dataclass
class ResponseServer:
    """A response URL: takes PUTs, refuses as many as it is told, keeps what it took."""

    refuse: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    seen: list[tuple[str, str | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        here = self

        class Handler(BaseHTTPRequestHandler):
            def do_PUT(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                here.seen.append((self.path, self.headers["Content-Type"]))
                if here.refuse > 0:
                    here.refuse -= 1
                    self.send_response(503)
                else:
                    here.sizes.append(len(body))
                    here.taken.append(json.loads(body))
                    self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/answer?Signature=topsecret"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def stop(self) -> None:
        """End the server and wait for it."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@dataclass
class Context:
    """What Lambda hands to a handler, as far as the lifecycle looks at it."""

    seconds: float = 900.0
    log_stream_name: str = "2026/11/24/[1]stream"
    invoked_function_arn: str = f"arn:aws:lambda:{REGION}:{MANAGEMENT}:function:setting"

    def get_remaining_time_in_millis(self) -> int:
        """Return the time the function has left."""
        return int(self.seconds * 1000)


def event(url: str, **fields: Any) -> dict[str, Any]:
    """Return an event as CloudFormation sends it."""
    return {
        "RequestType": "Create",
        "ResponseURL": url,
        "StackId": f"arn:aws:cloudformation:{REGION}:{MANAGEMENT}:stack/baseline/1",
        "RequestId": "11111111-2222-3333-4444-555555555555",
        "LogicalResourceId": "Setting",
        "ResourceType": "Custom::BaselineSetting",
        "ResourceProperties": {"ServiceToken": "arn:aws:lambda:eu-west-1:123456789012:function:x"},
        **fields,
    }
