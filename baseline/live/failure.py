"""Turns what botocore raises into one clear line, and tells what ends the questions.

A refused call leaves the other checks standing, so it makes one of them unknown. An endpoint that
does not answer, or credentials that nobody accepts, leave nothing to be known at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError

from baseline.errors import LiveError
from baseline.runtime.errors import NotFinishedError

#: Codes that say "I do not know who you are": every other call would be answered the same.
#: Source: AWS General Reference, "Common errors"; botocore 1.43.106 for the protocols' spelling.
NOBODY = frozenset(
    {
        "ExpiredToken",
        "ExpiredTokenException",
        "IncompleteSignature",
        "InvalidClientTokenId",
        "InvalidSignatureException",
        "MissingAuthenticationToken",
        "OptInRequired",
        "SignatureDoesNotMatch",
        "UnrecognizedClientException",
    }
)


@contextmanager
def asking(where: str) -> Iterator[None]:
    """Turn what ends all questions into an error that names `where`.

    Raises:
        LiveError: if there is no answer, or none for these credentials.
    """
    try:
        yield
    except ClientError as error:
        if code(error) in NOBODY:
            raise LiveError([_line(where, told(error), "log in again, then ask again")]) from error
        raise
    except (BotoCoreError, NotFinishedError) as error:
        advice = "see that the endpoint, the region and the credentials are right, then ask again"
        raise LiveError([_line(where, f"no answer ({told(error)})", advice)]) from error


def code(error: ClientError) -> str:
    """Return AWS's code of an error."""
    return str(error.response.get("Error", {}).get("Code", ""))


def told(error: Exception) -> str:
    """Say in one line what an error says."""
    if isinstance(error, ClientError):
        message = error.response.get("Error", {}).get("Message", "")
        return " ".join(f"{error.operation_name}: {code(error)}: {message}".split())
    return " ".join(str(error).split()).rstrip(".")


def _line(where: str, what: str, advice: str) -> str:
    return f"{where}: {what}; {advice}"
