"""Management policies: those that configure services instead of allowing or denying calls.

Grammar and inheritance are AWS's for EC2, S3, AI opt-out and tag policies. Of the other
types only the operators are checked. What the policies configure is not carried out, but for
the calls that `emulator.services.declared` refuses; tag policies are read back only.
"""

from __future__ import annotations

from .effective import merged
from .syntax import problems

__all__ = ["merged", "problems"]
