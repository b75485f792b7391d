"""The emulator as CloudTrail: calls are recorded for the trails that log.

What arrives over HTTP is recorded when it was answered, refused calls too. What the
emulator's own CloudFormation handlers do is not: AWS records those calls with `invokedBy`
cloudformation.amazonaws.com, here only the call on the stack is there. Delivery happens
about a second later, or at once when the control endpoint `recorded` is asked.
"""

from .listening import listen
from .recorder import RECORDER
from .shadow import install

__all__ = ["RECORDER", "install", "listen"]
