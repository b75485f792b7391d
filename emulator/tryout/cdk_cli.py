"""The stock CDK CLI of the checkout, run by the Node.js that comes with the Python packages."""

from __future__ import annotations

import os
from pathlib import Path


def cdk_command(checkout: Path, *arguments: str) -> list[str]:
    """The command line; nothing on the PATH is relied on.

    `JSII_NODE` is set by the import of `baseline`.
    """
    cli = checkout / "node_modules" / "aws-cdk" / "bin" / "cdk"
    return [os.environ["JSII_NODE"], str(cli), *arguments]


def deploy_arguments(assembly: Path) -> tuple[str, ...]:
    """Deploy every stack of an assembly, one after the other, without a question asked."""
    return (
        *("deploy", "--all", "--app", str(assembly)),
        *("--require-approval", "never", "--yes", "--progress", "events"),
    )


def cdk_environment(home: Path) -> dict[str, str]:
    """The variables that keep the CLI quiet and its own files in the folder `home`."""
    return {
        "CDK_HOME": str(home),
        "CDK_DISABLE_VERSION_CHECK": "1",
        "CDK_DISABLE_CLI_TELEMETRY": "1",
        "CI": "1",
    }
