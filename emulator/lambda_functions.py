"""Lambda functions: run as their own role, started early, and stopped when idle."""

from __future__ import annotations

import hashlib
import socket
import sys
import threading
from typing import Any

from .lambda_processes import ZYGOTE, Launcher


def install() -> None:
    """Let every function run with a session of its own role, in a forked process.

    Inline code is the module `index`, as on AWS; ministack names it after the handler.
    """
    from ministack.core import lambda_runtime
    from ministack.services import lambda_svc
    from ministack.services.cloudformation import provisioners

    if hasattr(socket, "SOCK_SEQPACKET") and sys.platform == "linux":
        lambda_runtime.subprocess = Launcher(lambda_runtime.subprocess)
        threading.Thread(target=ZYGOTE.start, daemon=True).start()

    lambda_runtime.execution_credentials = execution_credentials
    lambda_svc.execution_credentials = execution_credentials
    zip_inline = provisioners._zip_inline
    provisioners._zip_inline = lambda source, _handler, runtime: zip_inline(
        source, "index.handler", runtime
    )


def execution_credentials(config: dict[str, Any]) -> dict[str, str]:
    """The credentials of a function: a session of its role, known to ministack's STS."""
    from ministack.core import lambda_runtime
    from ministack.services import sts

    account, _region = lambda_runtime._account_region_from_function_config(config)
    role_arn = config.get("Role", "")
    role = role_arn.rsplit("/", 1)[-1]
    session = config.get("FunctionName", "function")[:64]
    seed = f"{config.get('FunctionArn', '')}:{role_arn}"
    secret = hashlib.sha256(f"secret:{seed}".encode()).hexdigest()
    token = hashlib.sha256(f"token:{seed}".encode()).hexdigest()
    key = f"ASIA{hashlib.sha256(seed.encode()).hexdigest()[:16].upper()}"
    sts.register_session(
        key,
        {
            "Arn": f"arn:aws:sts::{account}:assumed-role/{role}/{session}",
            "UserId": f"{role}:{session}",
            "SecretAccessKey": secret,
            "SessionToken": token,
        },
    )
    return {
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_SESSION_TOKEN": token,
    }


def warm(function_name: str) -> None:
    """Start a Python function's process now, while the stack goes on with other resources."""
    from ministack.services import lambda_svc

    function = lambda_svc._functions.get(function_name)
    if not function or not function.get("code_zip"):
        return
    if function["config"].get("Runtime", "").startswith("python"):
        threading.Thread(target=_start, args=(function,), daemon=True).start()


def _start(function: dict[str, Any]) -> None:
    from ministack.core import lambda_runtime

    config = function["config"]
    worker, _how = lambda_runtime.acquire_worker(
        config["FunctionName"], config, function["code_zip"]
    )
    if worker is None:
        return
    try:
        lambda_runtime.ensure_spawned(worker)
    except Exception:
        return
    finally:
        lambda_runtime.release_worker(worker)


def stop_idle(account: str) -> None:
    """Stop the processes of an account's functions that are not at work."""
    from ministack.core import lambda_runtime

    idle = []
    with lambda_runtime._lock:
        for key in [key for key in lambda_runtime._workers if key.startswith(f"{account}:")]:
            busy = [worker for worker in lambda_runtime._workers[key] if worker.in_use]
            idle += [worker for worker in lambda_runtime._workers[key] if not worker.in_use]
            if busy:
                lambda_runtime._workers[key] = busy
            else:
                del lambda_runtime._workers[key]
    if idle:
        threading.Thread(target=lambda_runtime.kill_workers, args=(idle,), daemon=True).start()


def stop_all() -> None:
    """Stop every process of every function, and the one they are forked from."""
    from ministack.core import lambda_runtime

    lambda_runtime.reset()
    ZYGOTE.stop()
