"""A Lambda function whose code was uploaded from a folder.

The services in memory know no LoggingConfig; the tests that deploy look at that one.
"""

from __future__ import annotations

import io
import json
import tempfile
import zipfile
from pathlib import Path

from boto3 import Session

from tests.live.readers.case import Change, Made

BUCKET, KEY = "assets", "code.zip"
SOURCE = {"runtime/__init__.py": "", "runtime/it.py": "def handler(event, context): ...\n"}


def package(files: dict[str, str]) -> bytes:
    """Return a zip archive of the files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def make_function(session: Session) -> Made:
    """Create a function from a package in S3, and the folder the package was made from."""
    source = Path(tempfile.mkdtemp())
    for name, content in SOURCE.items():
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(content, encoding="utf-8")
    session.client("s3").create_bucket(Bucket=BUCKET)
    session.client("s3").put_object(Bucket=BUCKET, Key=KEY, Body=package(SOURCE))
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}}]}
    roles = [
        session.client("iam").create_role(
            RoleName=name, AssumeRolePolicyDocument=json.dumps(trust)
        )["Role"]["Arn"]
        for name in ("setting", "other")
    ]
    session.client("lambda").create_function(
        FunctionName="setting",
        Architectures=["arm64"],
        Code={"S3Bucket": BUCKET, "S3Key": KEY},
        Description="Ensures it.",
        Environment={"Variables": {"A": "1"}},
        Handler="runtime.it.handler",
        MemorySize=256,
        Role=roles[0],
        Runtime="python3.14",
        Tags={"project": "baseline"},
        Timeout=900,
    )
    return Made(
        "AWS::Lambda::Function",
        "setting",
        {
            "Architectures": ["arm64"],
            "Code": {"S3Bucket": BUCKET, "S3Key": KEY},
            "Description": "Ensures it.",
            "Environment": {"Variables": {"A": "1"}},
            "FunctionName": "setting",
            "Handler": "runtime.it.handler",
            "MemorySize": 256,
            "Role": roles[0],
            "Runtime": "python3.14",
            "Tags": [{"Key": "project", "Value": "baseline"}],
            "Timeout": 900,
        },
        files={KEY: source},
    )


def _configure(**other: object) -> Change:
    def change(session: Session, made: Made) -> None:
        session.client("lambda").update_function_configuration(
            FunctionName=made.physical_id,
            **other,
        )

    return change


def _other_code(session: Session, made: Made) -> None:
    session.client("lambda").update_function_code(
        FunctionName=made.physical_id, ZipFile=package({**SOURCE, "runtime/it.py": "print()"})
    )


def _other_tags(session: Session, made: Made) -> None:
    client = session.client("lambda")
    arn = client.get_function(FunctionName=made.physical_id)["Configuration"]["FunctionArn"]
    client.tag_resource(Resource=arn, Tags={"project": "other"})


FUNCTION_CHANGES: dict[str, Change] = {
    "Code": _other_code,
    "Description": _configure(Description="Ensures more."),
    "Environment": _configure(Environment={"Variables": {"A": "2"}}),
    "Handler": _configure(Handler="runtime.other.handler"),
    "MemorySize": _configure(MemorySize=512),
    "Role": _configure(Role="arn:aws:iam::123456789012:role/other"),
    "Runtime": _configure(Runtime="python3.13"),
    "Tags": _other_tags,
    "Timeout": _configure(Timeout=60),
}
