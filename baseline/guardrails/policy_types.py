"""The types of policy that the baseline writes, by the names AWS Organizations gives them."""

from __future__ import annotations

from enum import StrEnum


class PolicyType(StrEnum):
    """A type of policy; each but the first two configures a service instead of denying calls.

    Source: AWS Organizations API reference, CreatePolicy, Type, as in botocore 1.43.106.
    """

    SERVICE_CONTROL = "SERVICE_CONTROL_POLICY"
    RESOURCE_CONTROL = "RESOURCE_CONTROL_POLICY"
    EC2 = "DECLARATIVE_POLICY_EC2"
    S3 = "S3_POLICY"
    AI_SERVICES = "AISERVICES_OPT_OUT_POLICY"
    TAG = "TAG_POLICY"
