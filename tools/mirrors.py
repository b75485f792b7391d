"""One mirror, configured once: uv is told what pip's configuration says."""

from __future__ import annotations

import ast
from collections.abc import Mapping

_UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}
_RANKS = {"global": 0, "install": 1, ":env:": 2}


def uv_variables(listing: str, inherited: Mapping[str, str]) -> dict[str, str]:
    """The variables that make uv ask where pip would, from the output of `pip config list`.

    uv does not read pip's configuration. Whoever has told uv about an index is left alone.
    Several indexes are searched together, as pip does; that is safe because every package is
    held to its hash.

    Source: uv's pages "Compatibility with pip" and "Environment variables", read 2026-11-24.
    """
    if inherited.keys() & {"UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_EXTRA_INDEX_URL"}:
        return {}
    found = {}
    for key, value in _options(listing).items():
        name = _UV_NAMES.get(key)
        if name is not None and name not in inherited:
            separator = "," if name == "UV_FIND_LINKS" else " "
            found[name] = separator.join(value.split())
    if "UV_INDEX" in found:
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return found


def _options(listing: str) -> dict[str, str]:
    """The options that hold for `pip install`: a variable wins over a file, a command over all."""
    options = []
    for line in listing.splitlines():
        name, _, quoted = line.partition("=")
        section, _, key = name.strip().rpartition(".")
        if section in _RANKS:
            options.append((_RANKS[section], key, str(ast.literal_eval(quoted.strip()))))
    return {key: value for _, key, value in sorted(options)}
