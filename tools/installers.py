"""Running pip, uv and npm so that they fill this checkout only and fail in one line."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

LOG = Path(".cache/setup.log")

_UNREACHABLE = re.compile(
    r"(?i:connection refused|timed out|network is unreachable|dns error|getaddrinfo"
    r"|name resolution|name or service not known|certificate|error sending request"
    r"|failed to fetch|from versions: none|SSLError|ProxyError|NewConnectionError)"
    r"|\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)\b"
)
_REASON = re.compile(
    r"(?i:connection refused|timed out|network is unreachable|dns error"
    r"|name resolution|name or service not known|[^\n:]*certificate[^\n]{0,60}"
    r"|HTTP status [^\n]{0,40})"
    r"|\b(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)\b"
)
_CREDENTIALS = re.compile(r"//[^/@\s]+@")


class SetupError(Exception):
    """The set-up cannot go on until the user has changed something.

    The text has the form `<place>: <what is wrong>; <what to do>` and fits one line.
    """


@dataclass(frozen=True)
class Supply:
    """What an installer draws on, and what a person can do when that fails.

    Args:
        reach: what to do when it cannot be reached.
        mend: what to do about any other failure.
    """

    name: str
    reach: str
    mend: str = "run the same command again"


PIP_INDEX = Supply(
    "package index (pip)",
    "check the network, or name a mirror in pip's configuration or in PIP_INDEX_URL",
)
UV_INDEX = replace(PIP_INDEX, name="package index (uv)")
NPM_REGISTRY = Supply(
    "npm registry", "check the network, or name a mirror in .npmrc or in npm_config_registry"
)


def environment(root: Path, inherited: Mapping[str, str]) -> dict[str, str]:
    """The variables that the installers run with: the user's, with every cache in the checkout.

    What would send an installation elsewhere (`PIP_TARGET`, `PIP_USER`, `PYTHONPATH`, an activated
    environment) is taken out. How to reach a package index is the user's business and stays.
    """
    cache = root / ".cache"
    misleading = {
        "PIP_PREFIX",
        "PIP_TARGET",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONHOME",
        "PYTHONPATH",
        "VIRTUAL_ENV",
    }
    ours = {
        "PIP_CACHE_DIR": str(cache / "pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_INPUT": "1",
        "PIP_USER": "0",
        "TMPDIR": str(cache / "tmp"),
        "UV_CACHE_DIR": str(cache / "uv"),
        "UV_NO_PROGRESS": "1",
        "XDG_CACHE_HOME": str(cache / "xdg"),
        "npm_config_cache": str(cache / "npm"),
        "npm_config_update_notifier": "false",
    }
    kept = {name: value for name, value in inherited.items() if name not in misleading}
    return {"npm_config_fetch_retry_mintimeout": "1000"} | kept | ours


def run(
    command: Sequence[str | Path], root: Path, variables: Mapping[str, str], supply: Supply
) -> str:
    """Run one installer and return what it said; everything also goes into the log.

    Raises:
        SetupError: the command failed; says whether its supply could not be reached.
    """
    arguments = [str(part) for part in command]
    done = subprocess.run(
        arguments,
        cwd=root,
        env=dict(variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    output = _CREDENTIALS.sub("//", done.stdout)
    with (root / LOG).open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(arguments)}\n{output}\n")
    if done.returncode != 0:
        raise SetupError(explain(output, supply))
    return done.stdout


def explain(output: str, supply: Supply) -> str:
    """One line about a failed installer, made from what it printed."""
    if _UNREACHABLE.search(output):
        reason = _REASON.search(output)
        said = reason.group().strip() if reason else "no answer"
        return f"{supply.name}: cannot be reached ({said}); {supply.reach}, see {LOG}"
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if re.match(r"(npm )?(error|err!)", line, re.IGNORECASE)]
    said = (telling or lines[-1:] or ["without a word"])[0][:200]
    return f"{supply.name}: failed ({said}); {supply.mend}, see {LOG}"
