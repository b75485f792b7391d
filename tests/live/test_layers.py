"""What the read-back may know."""

from __future__ import annotations

import subprocess
import sys


def test_the_read_back_never_loads_the_cdk() -> None:
    """Everything under `live` and `output` works without the CDK, so it cannot ask constructs."""
    program = (
        "import sys, baseline.live.readback, baseline.output.table, baseline.output.as_json;"
        "print(sorted(name for name in sys.modules if name.split('.')[0] in"
        " ('aws_cdk', 'jsii', 'constructs', 'emulator') or name.startswith("
        "('baseline.constructs', 'baseline.stacks', 'baseline.assembly'))))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
