"""Reads the resources of one deployed stack and compares each with its template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from botocore.exceptions import ClientError

from baseline.live import not_readable
from baseline.live.clients import Clients
from baseline.live.compare import part_of, plain
from baseline.live.deployed import DeployedStack
from baseline.live.failure import asking, code, told
from baseline.live.intent import ResourceIntent, StackIntent
from baseline.live.observed import Observed, Question, Reader, Unreadable
from baseline.live.organization import Organization
from baseline.live.readers import READERS
from baseline.live.resolve import Scope, UnresolvedError
from baseline.live.uploads import Uploads
from baseline.output.finding import Finding, compared, unknown
from baseline.runtime.errors import SettingError

#: How the services say that something is not there.
#: Source: botocore 1.43.106, the error lists of budgets, cloudtrail, iam, kms, lambda, logs,
#: organizations, sns and ssm;
#: Amazon S3 API reference, "List of error codes", read 2026-11-24.
NOT_THERE = frozenset(
    {
        "AWSOrganizationsNotInUseException",
        "NoSuchBucket",
        "NoSuchBucketPolicy",
        "NoSuchEntity",
        "NotFound",
        "NotFoundException",
        "OrganizationalUnitNotFoundException",
        "ParameterNotFound",
        "PolicyNotFoundException",
        "ResourceNotFoundException",
        "TrailNotFoundException",
    }
)
THERE, ABSENT = "there", "not there"


class StackReading:
    """The resources of a stack, each read once, when it or one of its attributes is wanted."""

    def __init__(
        self,
        intent: StackIntent,
        deployed: DeployedStack,
        clients: Clients,
        organization: Organization,
    ) -> None:
        self.intent = intent
        self.deployed = deployed
        self.clients = clients
        self.organization = organization
        self.uploads = Uploads(clients)
        self.scope = Scope(self._references(), self._attribute)
        self._observed: dict[str, Observed | UnresolvedError | None] = {}
        self._desired: dict[str, tuple[dict[str, Any], dict[str, str]]] = {}

    def findings(self, resource: ResourceIntent) -> Iterator[Finding]:
        """Yield what came of each property and each state of a resource."""
        reader = READERS.get(resource.type)
        if reader is None:
            yield unknown(resource.path, "reader", f"nothing reads the type {resource.type}")
            return
        try:
            observed = self.observed(resource.logical_id)
        except UnresolvedError as error:
            yield unknown(resource.path, "resource", str(error))
            return
        if observed is None:
            yield compared(resource.path, "resource", expected=THERE, found=ABSENT)
            return
        for name in resource.properties:
            if not_readable.reason(resource.type, name) is None:
                yield self._property(resource, reader, observed, name)
        for state in observed.states:
            if isinstance(state.found, Unreadable):
                yield unknown(resource.path, state.check, state.found.reason)
            else:
                yield compared(
                    resource.path, state.check, expected=state.expected, found=state.found
                )

    def observed(self, logical_id: str) -> Observed | None:
        """Return what a resource's service shows of it, or None when it is not there.

        Raises:
            UnresolvedError: if that cannot be told.
        """
        if logical_id not in self._observed:
            try:
                self._observed[logical_id] = self._read(self.intent.resources[logical_id])
            except UnresolvedError as error:
                self._observed[logical_id] = error
        observed = self._observed[logical_id]
        if isinstance(observed, UnresolvedError):
            raise observed
        return observed

    def desired(self, resource: ResourceIntent) -> tuple[dict[str, Any], dict[str, str]]:
        """Work out the properties of a resource; what cannot be is told apart, with the reason."""
        if resource.logical_id not in self._desired:
            self._desired[resource.logical_id] = self._resolved(resource)
        return self._desired[resource.logical_id]

    def _resolved(self, resource: ResourceIntent) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        reasons: dict[str, str] = {}
        for name, value in resource.properties.items():
            try:
                values[name] = self.scope.resolve(value)
            except UnresolvedError as error:
                if not_readable.reason(resource.type, name) is None:
                    reasons[name] = str(error)
        return values, reasons

    def _property(
        self, resource: ResourceIntent, reader: Reader, observed: Observed, name: str
    ) -> Finding:
        if name not in observed.properties:
            return unknown(
                resource.path,
                name,
                f"nothing reads {name} of {resource.type}, nor does not_readable.yaml list it",
                expected=resource.properties[name],
            )
        values, reasons = self.desired(resource)
        if name in reasons:
            return unknown(resource.path, name, reasons[name])
        found = observed.properties[name]
        if isinstance(found, Unreadable):
            return unknown(resource.path, name, found.reason, expected=values[name])
        form: Callable[[Any], Any] = reader.forms.get(name, plain)
        if name in reader.partial:
            found = part_of(found, values[name])
        return compared(resource.path, name, expected=form(values[name]), found=form(found))

    def _read(self, resource: ResourceIntent) -> Observed | None:
        physical_id = self.deployed.physical_ids.get(resource.logical_id)
        if physical_id is None:
            return None
        desired, reasons = self.desired(resource)
        if reasons and resource.type.startswith("Custom::"):
            raise UnresolvedError("; ".join(f"{name}: {why}" for name, why in reasons.items()))
        question = Question(
            clients=self.clients,
            organization=self.organization,
            uploads=self.uploads,
            physical_id=physical_id,
            desired=plain(desired) if resource.type.startswith("Custom::") else desired,
            answers=self._answers.get(resource.logical_id, {}),
            files=self.intent.files,
        )
        try:
            with asking(f"{self.clients.region}: {resource.path}"):
                return READERS[resource.type].read(question)
        except ClientError as error:
            if code(error) in NOT_THERE:
                return None
            raise UnresolvedError(told(error)) from error
        except SettingError as error:
            raise UnresolvedError(str(error)) from error

    def _attribute(self, logical_id: str, name: str) -> str:
        resource = self.intent.resources.get(logical_id)
        if resource is None or resource.type not in READERS:
            raise UnresolvedError(f"Fn::GetAtt {logical_id}.{name}: nothing reads that resource")
        observed = self.observed(logical_id)
        if observed is None:
            raise UnresolvedError(f"Fn::GetAtt {logical_id}.{name}: {resource.path} is not there")
        if name not in observed.attributes:
            raise UnresolvedError(f"Fn::GetAtt {logical_id}.{name}: its reader does not tell it")
        return observed.attributes[name]

    @cached_property
    def _answers(self) -> dict[str, dict[str, str]]:
        """The attributes of each resource that the stack shows as outputs."""
        answers: dict[str, dict[str, str]] = {}
        for name, output in self.intent.template.get("Outputs", {}).items():
            target = (
                output["Value"].get("Fn::GetAtt") if isinstance(output["Value"], dict) else None
            )
            if isinstance(target, list) and name in self.deployed.outputs:
                answers.setdefault(target[0], {})[target[1]] = self.deployed.outputs[name]
        return answers

    def _references(self) -> Mapping[str, str]:
        dns = {"aws-cn": "amazonaws.com.cn"}.get(self.clients.partition, "amazonaws.com")
        return {
            **self.deployed.parameters,
            **self.deployed.physical_ids,
            "AWS::AccountId": self.clients.account,
            "AWS::Partition": self.clients.partition,
            "AWS::Region": self.clients.region,
            "AWS::StackId": self.deployed.id,
            "AWS::StackName": self.intent.name,
            "AWS::URLSuffix": dns,
        }
