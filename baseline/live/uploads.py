"""The files that a deploy has uploaded, read back and held against the ones in the assembly."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from pathlib import Path

from botocore.exceptions import ClientError

from baseline.live.clients import Clients


class Uploads:
    """Objects in the bucket that assets are uploaded to; each is fetched once."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._bodies: dict[tuple[str, str], bytes | ClientError] = {}

    def body(self, bucket: str, key: str) -> bytes:
        """Return an object's content.

        Raises:
            ClientError: if it is not there or may not be read.
        """
        if (bucket, key) not in self._bodies:
            try:
                answer = self._clients["s3"].get_object(Bucket=bucket, Key=key)
                self._bodies[bucket, key] = answer["Body"].read()
            except ClientError as error:
                self._bodies[bucket, key] = error
        body = self._bodies[bucket, key]
        if isinstance(body, ClientError):
            raise body
        return body


def code_digest(body: bytes) -> str:
    """Return what Lambda calls the CodeSha256 of a package.

    Source: AWS Lambda API Reference, FunctionConfiguration.
    """
    return base64.b64encode(hashlib.sha256(body).digest()).decode()


def unlike(body: bytes, source: Path) -> list[str]:
    """Name the files in which a zip archive and the folder it was made from differ."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        packed = {
            entry.filename: _digest(archive.read(entry))
            for entry in archive.infolist()
            if not entry.is_dir()
        }
    there = {
        file.relative_to(source).as_posix(): _digest(file.read_bytes())
        for file in source.rglob("*")
        if file.is_file()
    }
    return sorted(
        name for name in packed.keys() | there.keys() if packed.get(name) != there.get(name)
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
