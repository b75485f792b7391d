"""Processes of functions, forked from one that has boto3 loaded already.

A function starts in some ten milliseconds instead of some three hundred. `Process` is the
part of `subprocess.Popen` that ministack's workers use.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock
from typing import Any


class Zygote:
    """The process to fork from; started at the first use, ended when its socket closes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._socket: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it if it does not run."""
        with self._lock:
            self._running()

    def ask(self, wanted: dict[str, Any], descriptors: list[int]) -> None:
        """Let it fork a process."""
        with self._lock:
            socket.send_fds(self._running(), [json.dumps(wanted).encode()], descriptors)

    def stop(self) -> None:
        """End it and wait for its end."""
        with self._lock:
            if self._socket is not None:
                self._socket.close()
            if self._process is not None:
                self._process.terminate()
                self._process.wait()
            self._socket = self._process = None

    def _running(self) -> socket.socket:
        if self._socket is not None and self._process and self._process.poll() is None:
            return self._socket
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        script = Path(__file__).with_name("lambda_zygote.py")
        self._process = subprocess.Popen(
            [sys.executable, str(script), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self._socket = ours
        return ours


ZYGOTE = Zygote()


class Process:
    """A forked process with its three streams."""

    def __init__(self, path: str, cwd: str, env: dict[str, str]) -> None:
        inner_in, outer_in = os.pipe()
        outer_out, inner_out = os.pipe()
        outer_err, inner_err = os.pipe()
        self._status, theirs = socket.socketpair()
        inner = [inner_in, inner_out, inner_err]
        try:
            ZYGOTE.ask({"path": path, "cwd": cwd, "env": env}, [*inner, theirs.fileno()])
        finally:
            theirs.close()
            for descriptor in inner:
                os.close(descriptor)
        self.stdin = os.fdopen(outer_in, "w", buffering=1, encoding="utf-8")
        self.stdout = os.fdopen(outer_out, encoding="utf-8")
        self.stderr = os.fdopen(outer_err, encoding="utf-8")
        self.returncode: int | None = None
        self._told = b""
        self.pid = self._read_pid()

    def poll(self) -> int | None:
        """The exit status, or None while it runs."""
        return self._wait(0.0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the end.

        Raises:
            subprocess.TimeoutExpired: if it still runs after `timeout` seconds.
        """
        status = self._wait(timeout)
        if status is None:
            raise subprocess.TimeoutExpired("function", timeout or 0.0)
        return status

    def terminate(self) -> None:
        """Ask it to end."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def _read_pid(self) -> int:
        while b"\n" not in self._told:
            received = self._status.recv(64)
            if not received:
                raise OSError("lambda: the process functions are forked from has ended")
            self._told += received
        line, _, self._told = self._told.partition(b"\n")
        return int(line)

    def _wait(self, timeout: float | None) -> int | None:
        end = None if timeout is None else time.monotonic() + timeout
        while self.returncode is None:
            left = None if end is None else max(0.0, end - time.monotonic())
            readable, _, _ = select.select([self._status], [], [], left)
            if not readable:
                return None
            received = self._status.recv(64)
            self._told += received
            if not received:
                self.returncode = int(self._told.strip() or b"-9")
                self._status.close()
        return self.returncode


class Launcher:
    """What stands for the module `subprocess` in ministack's Lambda runtime."""

    def __init__(self, module: Any) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)

    def Popen(self, command: list[str], **given: Any) -> Any:  # noqa: N802 - subprocess's name
        """Fork a Python worker; start anything else as usual."""
        if len(command) == 2 and command[0] == sys.executable and command[1].endswith(".py"):
            return Process(command[1], given["cwd"], given["env"])
        return self._module.Popen(command, **given)
