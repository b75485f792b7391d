"""The process functions are forked from: boto3 is imported once, not once a function.

Run as a script with the file descriptor of a Unix socket. Each message on it is one start:
JSON with `path`, `cwd` and `env`, and four descriptors: standard input, output and error of
the new process, and a socket that is told its exit status.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import selectors
import signal
import socket
import sys
from typing import Any

_MESSAGE_BYTES = 1 << 20


def main(descriptor: int) -> None:
    """Fork a process for every message until the other side goes away, and they with it."""
    import boto3  # noqa: F401 - imported for the children
    import botocore.httpsession  # noqa: F401

    server = socket.socket(fileno=descriptor)
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    running: dict[int, int] = {}
    selector = selectors.DefaultSelector()
    selector.register(server, selectors.EVENT_READ)
    selector.register(wake_read, selectors.EVENT_READ)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while True:
            for key, _ in selector.select():
                if key.fileobj is server:
                    message, descriptors, _, _ = socket.recv_fds(server, _MESSAGE_BYTES, 4)
                    if not message:
                        return
                    _start(message, descriptors, running, server)
                else:
                    os.read(wake_read, 4096)
                    _report(running)
    finally:
        # A function at work would go on, and try to reach an emulator that is gone.
        for pid in running:
            os.kill(pid, signal.SIGKILL)


def _start(
    message: bytes, descriptors: list[int], running: dict[int, int], server: socket.socket
) -> None:
    """Fork one process and remember where its status is to be told."""
    pid = os.fork()
    if pid == 0:
        server.close()
        _become(json.loads(message), descriptors)
    for descriptor in descriptors[:3]:
        os.close(descriptor)
    running[pid] = descriptors[3]
    os.write(descriptors[3], f"{pid}\n".encode())


def _become(wanted: dict[str, Any], descriptors: list[int]) -> None:
    """Turn this fork into the process that was asked for; never returns."""
    status = 1
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        for target, source in enumerate(descriptors[:3]):
            os.dup2(source, target)
        os.closerange(3, 256)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
        os.environ.clear()
        os.environ.update(wanted["env"])
        os.chdir(str(wanted["cwd"]))
        sys.argv = [str(wanted["path"])]
        runpy.run_path(str(wanted["path"]), run_name="__main__")
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _report(running: dict[int, int]) -> None:
    """Tell the status of every process that has ended."""
    while running:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        descriptor = running.pop(pid)
        with contextlib.suppress(OSError):
            os.write(descriptor, f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os.close(descriptor)


if __name__ == "__main__":
    main(int(sys.argv[1]))
