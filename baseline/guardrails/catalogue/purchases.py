"""Guardrails over what is bought for long or for good, for accounts to try things in."""

from __future__ import annotations

from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

_COMMITMENTS = (
    "acm-pca:CreateCertificateAuthority",
    "bedrock:CreateProvisionedModelThroughput",
    "dynamodb:PurchaseReservedCapacityOfferings",
    "ec2:AcceptReservedInstancesExchangeQuote",
    "ec2:AllocateHosts",
    "ec2:CreateCapacityReservation",
    "ec2:CreateCapacityReservationFleet",
    "ec2:PurchaseCapacityBlock",
    "ec2:PurchaseCapacityBlockExtension",
    "ec2:PurchaseHostReservation",
    "ec2:PurchaseReservedInstancesOffering",
    "ec2:PurchaseScheduledInstances",
    "elasticache:PurchaseReservedCacheNodesOffering",
    "es:PurchaseReservedElasticsearchInstanceOffering",
    "es:PurchaseReservedInstanceOffering",
    "mediaconnect:PurchaseOffering",
    "medialive:PurchaseOffering",
    "memorydb:PurchaseReservedNodesOffering",
    "outposts:CreateOrder",
    "rds:PurchaseReservedDBInstancesOffering",
    "redshift-serverless:CreateReservation",
    "redshift:PurchaseReservedNodeOffering",
    "sagemaker:CreateTrainingPlan",
    "savingsplans:CreateSavingsPlan",
    "shield:CreateSubscription",
    "snowball:CreateJob",
)


def _deny_commitments(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyCommitments",
            "Effect": "Deny",
            "Action": [
                "acm-pca:CreateCertificateAuthority",
                "bedrock:CreateProvisioned*",
                "dynamodb:Purchase*",
                "ec2:AcceptReserved*",
                "ec2:AllocateHosts",
                "ec2:CreateCapacityReservation",
                "ec2:CreateCapacityReservationFleet",
                "ec2:Purchase*",
                "elasticache:Purchase*",
                "es:Purchase*",
                "mediaconnect:Purchase*",
                "medialive:Purchase*",
                "memorydb:Purchase*",
                "outposts:CreateOrder",
                "rds:Purchase*",
                "redshift-serverless:CreateReservation",
                "redshift:Purchase*",
                "sagemaker:CreateTrainingPlan",
                "savingsplans:Create*",
                "shield:CreateSubscription",
                "snowball:CreateJob",
            ],
            "Resource": "*",
        },
    )


DENY_COMMITMENTS = Guardrail(
    name="deny_commitments",
    sid="DenyCommitments",
    bundle="limits",
    default_place="units",
    why=(
        "Reservations, savings plans and subscriptions are paid for one to three years, whether "
        "used or not, and AWS takes none of them back. One call with the wrong number is enough."
    ),
    breaks=(
        "Nobody in the unit's accounts buys reserved capacity of any service, a savings plan, "
        "dedicated hosts, Shield Advanced, an Outpost or a Snow device, or makes a private "
        "certificate authority or provisioned throughput of a model. Buy from the account that "
        "pays, and it holds for all."
    ),
    source=(
        "Service Authorization Reference of the services named; Savings Plans user guide, How "
        "Savings Plans work; AWS Shield developer guide, Subscribing to AWS Shield Advanced; read "
        "2026-11-24"
    ),
    denies=(Denial(actions=_COMMITMENTS, resources=("*",), who=Who.EVERYBODY),),
    statements=_deny_commitments,
)

_MARKETPLACE = (
    "aws-marketplace:AcceptAgreementApprovalRequest",
    "aws-marketplace:AcceptAgreementPaymentRequest",
    "aws-marketplace:AcceptAgreementRequest",
    "aws-marketplace:CreatePrivateMarketplaceRequests",
    "aws-marketplace:Subscribe",
)


def _deny_marketplace(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyMarketplace",
            "Effect": "Deny",
            "Action": list(_MARKETPLACE),
            "Resource": "*",
        },
    )


DENY_MARKETPLACE = Guardrail(
    name="deny_marketplace",
    sid="DenyMarketplace",
    bundle="limits",
    default_place="units",
    why=(
        "Subscribing to a product is a contract with its seller, on the company's bill, with "
        "terms that nobody read, and with software that nobody looked at."
    ),
    breaks=(
        "Nobody in the unit's accounts subscribes to AWS Marketplace products, machine images "
        "and Bedrock models of third parties among them, or accepts an offer. What is subscribed "
        "already goes on."
    ),
    source=(
        "AWS Marketplace buyer guide, Controlling access to AWS Marketplace subscriptions; Amazon "
        "Bedrock user guide, Access Amazon Bedrock foundation models; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "aws-marketplace:AcceptAgreementApprovalRequest",
                "aws-marketplace:AcceptAgreementPaymentRequest",
                "aws-marketplace:AcceptAgreementRequest",
                "aws-marketplace:CreatePrivateMarketplaceRequests",
                "aws-marketplace:Subscribe",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_marketplace,
)

_DOMAINS = (
    "route53domains:AcceptDomainTransferFromAnotherAwsAccount",
    "route53domains:RegisterDomain",
    "route53domains:RenewDomain",
    "route53domains:TransferDomain",
    "route53domains:TransferDomainToAnotherAwsAccount",
)


def _deny_domain_registration(_: GuardrailContext) -> tuple[Statement, ...]:
    return (
        {
            "Sid": "DenyDomainRegistration",
            "Effect": "Deny",
            "Action": list(_DOMAINS),
            "Resource": "*",
        },
    )


DENY_DOMAIN_REGISTRATION = Guardrail(
    name="deny_domain_registration",
    sid="DenyDomainRegistration",
    bundle="limits",
    default_place="units",
    why=(
        "A domain is paid for a year at least and belongs to whoever registered it; one that a "
        "forgotten account holds lapses, and a stranger takes the company's name over."
    ),
    breaks=(
        "Nobody in the unit's accounts registers, renews or transfers a domain. Automatic renewal "
        "goes on, and so do hosted zones and records."
    ),
    source=(
        "Service Authorization Reference, Amazon Route 53 Domains; Amazon Route 53 developer "
        "guide, Registering and managing domains; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "route53domains:AcceptDomainTransferFromAnotherAwsAccount",
                "route53domains:RegisterDomain",
                "route53domains:RenewDomain",
                "route53domains:TransferDomain",
                "route53domains:TransferDomainToAnotherAwsAccount",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_domain_registration,
)
