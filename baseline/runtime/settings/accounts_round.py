"""Ensures the parameter that counts the rounds in which pending accounts are worked on.

CloudFormation runs a setting again only when one of its properties changes, and the same
configuration gives the same template. So the accounts setting counts a round up here when it
leaves accounts pending; the next deploy finds another value, and goes on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from .. import clients
from ..lifecycle import Setting
from ..properties import Properties, text
from ..reasons import code_of
from ..run import Run

if TYPE_CHECKING:
    from boto3 import Session

ACTIONS = ("ssm:GetParameter", "ssm:PutParameter")
DEPENDENT_ACTIONS: tuple[str, ...] = ()
RESOURCES = dict.fromkeys(ACTIONS, ("arn:{partition}:ssm:{region}:{account}:parameter{parameter}",))
REVISION = 1
FIRST = "1"


def read(session: Session, properties: Properties, *, run: Run | None = None) -> str | None:
    """Return the round the parameter tells, or None while there is no such parameter."""
    run = run or Run()
    try:
        answer = run.call(clients.ssm(session).get_parameter, Name=text(properties, "Parameter"))
    except ClientError as error:
        if code_of(error) == "ParameterNotFound":
            return None
        raise
    return str(answer["Parameter"]["Value"])


def apply(session: Session, properties: Properties, *, run: Run | None = None) -> dict[str, str]:
    """Create the parameter when it is missing; what it counts is left alone."""
    run = run or Run()
    if read(session, properties, run=run) is None:
        write(session, text(properties, "Parameter"), FIRST, run)
    return {}


def write(session: Session, parameter: str, value: str, run: Run) -> None:
    """Set the round; repeating it changes nothing."""
    run.call(
        clients.ssm(session).put_parameter,
        Name=parameter,
        Value=value,
        Type="String",
        Overwrite=True,
    )


handler = Setting("accounts_round", apply)
