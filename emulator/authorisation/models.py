"""Which service models of botocore a signing name stands for, and its IAM prefix."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from botocore.exceptions import UnknownServiceError
from botocore.loaders import Loader
from botocore.model import ServiceModel

# Signing name: (prefix of the IAM actions, models). Only what differs from the rule that
# signing name, prefix and model have one name. Source: `signingName` and `endpointPrefix`
# in botocore 1.43.106's models; prefixes from the Service Authorization Reference.
_EXCEPTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "access-analyzer": ("access-analyzer", ("accessanalyzer",)),
    "apigateway": ("apigateway", ("apigateway", "apigatewayv2")),
    "cloudcontrolapi": ("cloudformation", ("cloudcontrol",)),
    "dynamodb": ("dynamodb", ("dynamodb", "dynamodbstreams")),
    "elasticfilesystem": ("elasticfilesystem", ("efs",)),
    "elasticloadbalancing": ("elasticloadbalancing", ("elbv2", "elb")),
    "elasticmapreduce": ("elasticmapreduce", ("emr",)),
    "es": ("es", ("opensearch", "es")),
    "monitoring": ("cloudwatch", ("cloudwatch",)),
    "s3": ("s3", ("s3", "s3control")),
    "servicequotas": ("servicequotas", ("service-quotas",)),
    "ses": ("ses", ("ses", "sesv2")),
    "sso": ("sso", ("sso-admin",)),
    "states": ("states", ("stepfunctions",)),
    "tagging": ("tag", ("resourcegroupstaggingapi",)),
}


@lru_cache
def _loader() -> Any:
    return Loader()


@lru_cache
def model(name: str) -> ServiceModel:
    """Return the newest model of one botocore service."""
    return ServiceModel(_loader().load_service_model(name, "service-2"), name)


@lru_cache
def models(signing_name: str) -> tuple[str, tuple[ServiceModel, ...]]:
    """Return the IAM prefix and the models of a signing name; no models when it is unknown."""
    prefix, names = _EXCEPTIONS.get(signing_name, (signing_name, (signing_name,)))
    try:
        return prefix, tuple(model(name) for name in names)
    except (UnknownServiceError, ValueError):
        return prefix, ()


def protocols(service: ServiceModel) -> tuple[str, ...]:
    """Every protocol the service speaks."""
    return tuple(service.metadata.get("protocols") or (service.metadata["protocol"],))


@lru_cache
def global_region(partition: str, endpoint_prefix: str) -> str | None:
    """Return the region that answers for a global service, None for a regional one.

    Source: `isRegionalized` in botocore's endpoints data; "Global services" under
    aws:RequestedRegion, IAM User Guide, global condition context keys.
    """
    data = _loader().load_data("endpoints")
    found = next((p for p in data["partitions"] if p["partition"] == partition), None)
    service = (found or {"services": {}})["services"].get(endpoint_prefix, {})
    if service.get("isRegionalized", True):
        return None
    endpoint = service["endpoints"].get(service.get("partitionEndpoint"), {})
    region: str | None = endpoint.get("credentialScope", {}).get("region")
    return region


def partition_of(region: str) -> str:
    """Return the partition of a region, by its prefix."""
    for prefix, partition in (("us-gov-", "aws-us-gov"), ("cn-", "aws-cn")):
        if region.startswith(prefix):
            return partition
    return "aws"
