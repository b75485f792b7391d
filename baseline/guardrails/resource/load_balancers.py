"""The accounts of AWS from which load balancers of older regions write their access logs.

In regions opened since August 2022 a service does so by its own name, which every resource control
guardrail lets through. In those listed a bucket's policy may still name an account of AWS instead,
whose calls are those of an outsider.

Source: Elastic Load Balancing user guide, Enable access logs, as kept by AWS in the region
information of aws-cdk-lib 2.275.0, with which a test compares; the same ids are in
terraform-provider-aws, service_account_data_source, read 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

LOG_ACCOUNTS: Mapping[str, str] = MappingProxyType(
    {
        "af-south-1": "098369216593",
        "ap-east-1": "754344448648",
        "ap-northeast-1": "582318560864",
        "ap-northeast-2": "600734575887",
        "ap-northeast-3": "383597477331",
        "ap-south-1": "718504428378",
        "ap-southeast-1": "114774131450",
        "ap-southeast-2": "783225319266",
        "ap-southeast-3": "589379963580",
        "ca-central-1": "985666609251",
        "eu-central-1": "054676820928",
        "eu-north-1": "897822967062",
        "eu-south-1": "635631232127",
        "eu-west-1": "156460612806",
        "eu-west-2": "652711504416",
        "eu-west-3": "009996457667",
        "me-south-1": "076674570225",
        "sa-east-1": "507241528517",
        "us-east-1": "127311923021",
        "us-east-2": "033677994240",
        "us-west-1": "027434742980",
        "us-west-2": "797873946194",
    }
)
"""By region; of the commercial partition, which alone has resource control policies here."""


def log_accounts(regions: Iterable[str]) -> tuple[str, ...]:
    """List the accounts for some regions, sorted; those without one need none."""
    return tuple(sorted(LOG_ACCOUNTS[each] for each in regions if each in LOG_ACCOUNTS))
