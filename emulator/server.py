"""Start and stop: one process, bound to 127.0.0.1, that leaves nothing behind."""

from __future__ import annotations

import asyncio
import ctypes
import importlib.util
import json
import os
import shutil
import signal
import socket
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PREFIX = "account-baseline-emulator-"
_DEATH_POLL_SECONDS = 1.0
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Options:
    """What the command line can set."""

    port: int = 0
    state: Path = Path(".cache/emulator.json")
    digest: str = ""
    cache: Path = Path(".cache")
    parent: int = 0
    hold_seconds: float = 25.0
    log_level: str = "CRITICAL"


def serve(options: Options) -> None:
    """Serve until SIGTERM, SIGINT or the parent's end, then clean up.

    Raises:
        OSError: if the port is taken or the state file cannot be written.
        PrivateNameError: if ministack or moto lack a name we lean on.
    """
    listener = socket.create_server(("127.0.0.1", options.port), backlog=128)
    port = int(listener.getsockname()[1])
    directory = _private_directory()
    try:
        _environment(port, options)
        _keep_bytecode(options.cache)
        asyncio.run(_run(options, listener, port))
    finally:
        _leave(directory)


def _leave(directory: Path) -> None:
    """End the functions' processes and remove what they wrote."""
    from . import lambda_functions

    lambda_functions.stop_all()
    shutil.rmtree(directory, ignore_errors=True)


def _private_directory() -> Path:
    """Make this process's own TMPDIR; remove those of emulators that were killed."""
    home = Path(tempfile.gettempdir())
    for left in home.glob(f"{_PREFIX}*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    os.environ["TMPDIR"] = str(made)
    tempfile.tempdir = None
    return made


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _environment(port: int, options: Options) -> None:
    """Set what ministack reads at import, and nothing of the person's own AWS settings."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "MINISTACK_"))]:
        del os.environ[name]
    os.environ.update(
        {
            "GATEWAY_PORT": str(port),
            "BIND_HOST": "127.0.0.1",
            "LAMBDA_EXECUTOR": "local",
            "LOG_LEVEL": options.log_level,
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            "PERSIST_STATE": "0",
            "AUTH": "false",
            "AWS_EC2_METADATA_DISABLED": "true",
        }
    )


def _keep_bytecode(directory: Path) -> None:
    """Keep compiled modules in the cache where the installation has none.

    Without them ministack and moto take three seconds to import instead of one.
    """
    import hypercorn

    compiled = importlib.util.cache_from_source(hypercorn.__file__)
    if not Path(compiled).is_file():
        sys.pycache_prefix = str((directory / "pycache").absolute())
        sys.dont_write_bytecode = False


async def _run(options: Options, listener: socket.socket, port: int) -> None:
    from hypercorn.asyncio import serve as hypercorn_serve
    from hypercorn.config import Config

    from .application import application

    config = Config()
    config.bind = [f"fd://{listener.detach()}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.5
    config.loglevel = options.log_level
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    watcher = asyncio.create_task(_watch_parent(options.parent, stop))
    app = application(options, port)
    server = asyncio.create_task(hypercorn_serve(app, config, shutdown_trigger=stop.wait))
    try:
        await _announce(options, port, server)
        await server
    finally:
        watcher.cancel()
        _forget(options)
    if stop.is_set():
        # A stack operation in flight is on a thread that nothing can stop, and that asyncio would
        # wait for: for as long as a custom resource may take to answer.
        _leave(Path(os.environ["TMPDIR"]))
        os._exit(0)


async def _announce(options: Options, port: int, server: asyncio.Task[Any]) -> None:
    """Write the state file and the one line once the server answers."""
    while not server.done():
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /_emulator/health HTTP/1.0\r\n\r\n")
            await writer.drain()
            answered = await reader.read(16)
            writer.close()
        except OSError:
            answered = b""
        if answered:
            break
        await asyncio.sleep(0.05)
    endpoint = f"http://127.0.0.1:{port}"
    state = {"endpoint": endpoint, "pid": os.getpid(), "digest": options.digest}
    options.state.parent.mkdir(parents=True, exist_ok=True)
    partial = options.state.with_name(f"{options.state.name}.{os.getpid()}")
    partial.write_text(json.dumps(state) + "\n", encoding="utf-8")
    partial.replace(options.state)
    sys.stdout.write(f"emulator: {endpoint} (pid {os.getpid()})\n")
    sys.stdout.flush()


async def _watch_parent(parent: int, stop: asyncio.Event) -> None:
    """Stop when the process that asked for it has ended."""
    if not parent:
        return
    if sys.platform == "linux" and os.getppid() == parent:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    while _alive(parent):
        await asyncio.sleep(_DEATH_POLL_SECONDS)
    stop.set()


def _forget(options: Options) -> None:
    """Remove the state file if it is still ours."""
    try:
        ours = json.loads(options.state.read_text(encoding="utf-8"))["pid"] == os.getpid()
    except (OSError, ValueError, KeyError):
        return
    if ours:
        options.state.unlink(missing_ok=True)
