"""Creates accounts, a limited number a deploy, and waits for AWS to finish them.

Creating an account takes AWS minutes, and the request outlives whoever made it. So requests that
are under way are found again instead of made twice, and what is not finished when time is up is
left to the next invocation or the next deploy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from .creation_reasons import (
    ALREADY_EXISTS,
    FAILURES,
    IN_PROGRESS_LIMIT,
    LATER,
    LIMITS,
    NOT_ACCEPTED,
)
from .members import ACTIVATING, Member, by_email
from .reasons import code_of, explain, reason_of

if TYPE_CHECKING:
    from mypy_boto3_organizations import OrganizationsClient

    from .report import Report
    from .run import Run
    from .wanted import Wanted

#: How long to wait for AWS's limit on requests in progress while none of ours is under way.
LIMIT_PATIENCE_SECONDS = 240.0


class Creation:
    """Creates the missing accounts of one deploy.

    Its requests by account key and the number made so far live in the run's progress, so that an
    invocation that continues neither loses a request nor goes over the number.
    """

    def __init__(
        self, run: Run, organizations: OrganizationsClient, limit: int, report: Report
    ) -> None:
        self.run = run
        self.organizations = organizations
        self.report = report
        self.limit = limit
        self.requests: dict[str, str] = run.progress.setdefault("Requests", {})
        self.report.failed = run.progress.setdefault("Failed", {})
        self.blocked_since: float | None = None
        self.is_closed = False

    def finish(self, missing: dict[str, Wanted]) -> Iterator[tuple[Wanted, Member]]:
        """Yield each missing account with its member as soon as it exists.

        Raises:
            NotFinishedError: if time runs out while requests are under way.

        """
        queue = {key: one for key, one in missing.items() if key not in self.report.failed}
        for key in self.requests.keys() - queue.keys():
            del self.requests[key]
        self._find_requests(queue)
        delays = self.run.clock.delays()
        while True:
            self._request(queue)
            yield from self._collect(queue)
            if not self.requests and (self.is_closed or not self._may_request(queue)):
                return
            self.run.pause(next(delays), "accounts are still being created")

    def _find_requests(self, queue: dict[str, Wanted]) -> None:
        """Adopt requests that AWS is working on; it names them by account name only."""
        statuses = self.run.pages(
            self.organizations.list_create_account_status,
            "CreateAccountStatuses",
            States=["IN_PROGRESS"],
        )
        under_way = {status.get("AccountName"): status["Id"] for status in statuses}
        for key, wanted in queue.items():
            if wanted.name in under_way:
                self.requests.setdefault(key, under_way.pop(wanted.name))

    def _waiting(self, queue: dict[str, Wanted]) -> list[str]:
        return [key for key in queue if key not in self.requests]

    def _may_request(self, queue: dict[str, Wanted]) -> bool:
        """Tell whether another request is wanted and allowed, and note why if it is not."""
        waiting = self._waiting(queue)
        if waiting and self._made() >= self.limit:
            self._close(
                f"{len(waiting)} accounts wait, as one deploy creates at most {self.limit}; "
                "deploy again"
            )
        return bool(waiting) and not self.is_closed

    def _made(self) -> int:
        return int(self.run.progress.get("Made", 0))

    def _close(self, advice: str) -> None:
        self.is_closed = True
        self.report.advice.append(advice)

    def _request(self, queue: dict[str, Wanted]) -> None:
        """Request what is waiting, until AWS or the limit says stop."""
        while not self.is_closed and self._may_request(queue):
            key = self._waiting(queue)[0]
            wanted = queue[key]
            try:
                answer = self.run.call(
                    self.organizations.create_account,
                    Email=wanted.email,
                    AccountName=wanted.name,
                )
            except ClientError as error:
                if not self._goes_on_after(error, queue, key):
                    return
            else:
                self.blocked_since = None
                self.requests[key] = answer["CreateAccountStatus"]["Id"]
                self.run.progress["Made"] = self._made() + 1

    def _goes_on_after(self, error: ClientError, queue: dict[str, Wanted], key: str) -> bool:
        """Decide after a refused request: the next one, a pause, or no more in this deploy."""
        if reason_of(error) == IN_PROGRESS_LIMIT:
            now = self.run.clock.now()
            if self.requests or self.blocked_since is None:
                self.blocked_since = now
            elif now - self.blocked_since >= LIMIT_PATIENCE_SECONDS:
                self._close(LIMITS[IN_PROGRESS_LIMIT])
            return False
        if code_of(error) not in NOT_ACCEPTED:
            raise error
        self._fail(queue, key, LIMITS.get(reason_of(error), explain(error)))
        self.is_closed = code_of(error) == "ConstraintViolation"
        return not self.is_closed

    def _fail(self, queue: dict[str, Wanted], key: str, reason: str) -> None:
        del queue[key]
        self.report.failed[key] = reason

    def _collect(self, queue: dict[str, Wanted]) -> Iterator[tuple[Wanted, Member]]:
        """Yield the accounts of the requests that are finished."""
        for key, request_id in tuple(self.requests.items()):
            status = self.run.call(
                self.organizations.describe_create_account_status,
                CreateAccountRequestId=request_id,
            )["CreateAccountStatus"]
            member = None
            if status["State"] == "SUCCEEDED":
                member = self._created(status["AccountId"])
            if status["State"] == "IN_PROGRESS" or (member and member.state == ACTIVATING):
                continue
            del self.requests[key]
            if status["State"] == "FAILED":
                member = self._after_failure(status.get("FailureReason", ""), queue, key)
            # A request found by name may have been for another e-mail; then ours is still missing.
            if member and member.email.lower() == key:
                yield queue.pop(key), member

    def _created(self, account_id: str) -> Member:
        """Return the account of a successful request, which may take a moment to show."""
        answer = self.run.call(
            self.organizations.describe_account,
            settling={"AccountNotFound"},
            AccountId=account_id,
        )
        return Member.of(answer["Account"])

    def _after_failure(self, reason: str, queue: dict[str, Wanted], key: str) -> Member | None:
        """Return the account if it exists nevertheless; else say who has to do what."""
        if reason == ALREADY_EXISTS:
            found = by_email(self.run, self.organizations).get(key)
            if found is not None:
                return found
            # The answer to an earlier request got lost, or somebody makes the account by hand.
            self._find_requests({key: queue[key]})
            if key in self.requests:
                return None
        if reason in LATER:
            del queue[key]
            self.report.advice.append(f"{key} was not created ({reason}); deploy again")
        else:
            self._fail(queue, key, FAILURES.get(reason, f"AWS says {reason}; see its guide"))
        return None
