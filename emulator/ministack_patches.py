"""What is changed in ministack before it serves: no Docker, no scripts, our types and rules."""

from __future__ import annotations

from typing import Any

from . import cloudformation, gate, iam, lambda_functions, organizations


def install(port: int) -> None:
    """Apply every change; call once, after the private names were checked."""
    _leave_the_machine_alone()
    organizations.install()
    iam.install()
    lambda_functions.install()
    cloudformation.install(f"http://127.0.0.1:{port}")
    gate.prepare()


def _leave_the_machine_alone() -> None:
    """Run no start-up script and touch no container, not even another ministack's."""
    import ministack.app as app
    from ministack.core import container_reaper

    async def no_scripts() -> None:
        return None

    def nothing(*_: Any, **__: Any) -> None:
        return None

    app._docker_socket_present = lambda: False
    app._reaper_docker_client = nothing
    app._stop_docker_containers = nothing
    app._run_init_scripts = nothing
    app._run_ready_scripts = no_scripts
    container_reaper.start = nothing
