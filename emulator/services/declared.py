"""Calls that an EC2 or S3 policy of the organization leaves to nobody in an account.

While an attribute is set by a policy, the calls that change it in one account are refused. The
rest of what AWS does by these policies is not done here: instances, images, snapshots and
networks behave as without them, and the calls that show an attribute show the account's own.

Source: Organizations user guide, EC2 policies, Custom error messages (that the policy's own message
is shown, and AWS's where it has none); Amazon S3 API reference, PutPublicAccessBlock of S3 control;
both read 2026-11-30. No page of AWS names the error's code or what stands before a custom message:
`DeclarativePolicyViolation` and that sentence are as others report them, unconfirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4
from xml.sax.saxutils import escape

from .. import organizations
from ..calls import Call, Request
from ..refusal import Refusal, Response

_EC2: Mapping[str, str] = {
    "EnableSerialConsoleAccess": "serial_console_access",
    "DisableSerialConsoleAccess": "serial_console_access",
    "EnableImageBlockPublicAccess": "image_block_public_access",
    "DisableImageBlockPublicAccess": "image_block_public_access",
    "EnableSnapshotBlockPublicAccess": "snapshot_block_public_access",
    "DisableSnapshotBlockPublicAccess": "snapshot_block_public_access",
    "EnableAllowedImagesSettings": "allowed_images_settings",
    "DisableAllowedImagesSettings": "allowed_images_settings",
    "ReplaceImageCriteriaInAllowedImagesSettings": "allowed_images_settings",
    "ModifyInstanceMetadataDefaults": "instance_metadata_defaults",
    "ModifyVpcBlockPublicAccessOptions": "vpc_block_public_access",
}
_ACCOUNT_BLOCK = "/v20180820/configuration/publicAccessBlock"
_WRITES = ("PUT", "DELETE")


def is_governed(request: Request, call: Call) -> bool:
    """Whether a call changes an attribute that a policy may set."""
    if call.service == "ec2":
        return call.operation in _EC2
    return (
        call.service == "s3"
        and request.method in _WRITES
        and request.path.rstrip("/") == _ACCOUNT_BLOCK
    )


def refusal(call: Call, account: str) -> Response | None:
    """What the service answers where a policy has set the attribute; None where none has."""
    if call.service == "s3":
        effective = organizations.effective(account, "S3_POLICY", call.region)
        if "public_access_block_configuration" not in effective.get("s3_attributes", {}):
            return None
        return Refusal(
            "AccessDenied",
            "This setting is managed by an S3 policy of the organization.",
            status=403,
        ).response("rest-xml")
    effective = organizations.effective(account, "DECLARATIVE_POLICY_EC2", call.region)
    attributes: Mapping[str, Any] = effective.get("ec2_attributes", {})
    if _EC2[call.operation] not in attributes:
        return None
    message = "This action is denied due to an organizational policy in effect"
    if custom := attributes.get("exception_message"):
        reported = "This functionality has been disabled by a Declarative Policy."
        message = f"{reported} Custom Message: {custom}"
    return _ec2("DeclarativePolicyViolation", message)


def _ec2(code: str, message: str) -> Response:
    """An error as EC2 renders it."""
    error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    text = (
        f"<Response><Errors><Error>{error}</Error></Errors>"
        f"<RequestID>{uuid4()}</RequestID></Response>"
    )
    return 400, {"content-type": "text/xml"}, text.encode()
