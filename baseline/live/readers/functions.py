"""Reads Lambda functions, their code included."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ClientError

from baseline.live.failure import told
from baseline.live.observed import Observed, Question, Unreadable
from baseline.live.uploads import code_digest, unlike


def read_function(question: Question) -> Observed:
    """Read a function: its configuration, its tags and whether it runs the uploaded code."""
    answer = question.clients["lambda"].get_function(FunctionName=question.physical_id)
    found = answer["Configuration"]
    return Observed(
        properties={
            "Architectures": found.get("Architectures"),
            "Code": _code(question, found["CodeSha256"]),
            "Description": found.get("Description"),
            "Environment": {"Variables": found.get("Environment", {}).get("Variables", {})},
            "FunctionName": found["FunctionName"],
            "Handler": found.get("Handler"),
            "LoggingConfig": found.get("LoggingConfig"),
            "MemorySize": found.get("MemorySize"),
            "PackageType": found.get("PackageType"),
            "Role": found["Role"],
            "Runtime": found.get("Runtime"),
            "Tags": answer.get("Tags", {}),
            "Timeout": found.get("Timeout"),
        },
        attributes={"Arn": found["FunctionArn"]},
    )


def _code(question: Question, digest: str) -> Any:
    """Return the template's code if that is what runs, else what there is to tell.

    Lambda shows only a digest of the package. So the upload that the template names must have
    that digest, and must hold exactly the files of the assembly.
    """
    wanted = question.desired.get("Code")
    if not isinstance(wanted, dict) or not {"S3Bucket", "S3Key"} <= wanted.keys():
        return Unreadable("only code that is uploaded to S3 can be compared")
    try:
        body = question.uploads.body(wanted["S3Bucket"], wanted["S3Key"])
    except ClientError as error:
        return Unreadable(f"the uploaded code cannot be read: {told(error)}")
    if code_digest(body) != digest:
        return {"CodeSha256": digest, "CodeSha256 of the upload": code_digest(body)}
    source = question.files.get(wanted["S3Key"])
    if source is None:
        return Unreadable(f"the assembly holds nothing to upload as {wanted['S3Key']}")
    changed = unlike(body, source)
    return {**wanted, "files unlike the assembly's": changed} if changed else wanted
