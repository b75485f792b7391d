"""Guardrails over ways in and out of a network, for units whose networks others build."""

from __future__ import annotations

from baseline.guardrails.catalogue.exemption import spare_exempt
from baseline.guardrails.model import Denial, Guardrail, GuardrailContext, Who
from baseline.policy.documents import Statement

_GATEWAYS = (
    "ec2:AttachInternetGateway",
    "ec2:CreateCarrierGateway",
    "ec2:CreateEgressOnlyInternetGateway",
    "ec2:CreateInternetGateway",
    "ec2:CreateNatGateway",
    "ec2:CreateVpcBlockPublicAccessExclusion",
    "ec2:ModifyVpcBlockPublicAccessExclusion",
    "ec2:ModifyVpcBlockPublicAccessOptions",
)


def _deny_internet_gateways(context: GuardrailContext) -> tuple[Statement, ...]:
    statement: Statement = {
        "Sid": "DenyInternetGateways",
        "Effect": "Deny",
        "Action": list(_GATEWAYS),
        "Resource": "*",
    }
    return (spare_exempt(statement, context, "deny_internet_gateways"),)


DENY_INTERNET_GATEWAYS = Guardrail(
    name="deny_internet_gateways",
    sid="DenyInternetGateways",
    bundle="limits",
    default_place="units",
    why=(
        "A network that reaches the internet by a way of its own goes round the firewall and the "
        "logs that the shared way out has."
    ),
    breaks=(
        "Nobody in the unit's accounts adds an internet, NAT, carrier or egress-only gateway, or "
        "changes what VPC Block Public Access lets through. Gateways that are there stay: the "
        "default VPC of a new account has one."
    ),
    source=(
        "AWS samples, service-control-policy-examples, Prevent any VPC that doesn't already have "
        "internet access from getting it; Amazon VPC user guide, Block public access to VPCs and "
        "subnets; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "ec2:AttachInternetGateway",
                "ec2:CreateCarrierGateway",
                "ec2:CreateEgressOnlyInternetGateway",
                "ec2:CreateInternetGateway",
                "ec2:CreateNatGateway",
                "ec2:CreateVpcBlockPublicAccessExclusion",
                "ec2:ModifyVpcBlockPublicAccessExclusion",
                "ec2:ModifyVpcBlockPublicAccessOptions",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_internet_gateways,
    exemptible=True,
)

_PEERING = ("ec2:AcceptVpcPeeringConnection", "ec2:CreateVpcPeeringConnection")


def _deny_vpc_peering(context: GuardrailContext) -> tuple[Statement, ...]:
    statement: Statement = {
        "Sid": "DenyVpcPeering",
        "Effect": "Deny",
        "Action": list(_PEERING),
        "Resource": "*",
    }
    return (spare_exempt(statement, context, "deny_vpc_peering"),)


DENY_VPC_PEERING = Guardrail(
    name="deny_vpc_peering",
    sid="DenyVpcPeering",
    bundle="limits",
    default_place="units",
    why=(
        "A peering connection joins a network to any other in AWS, a stranger's as well, past "
        "every place where traffic is looked at."
    ),
    breaks=(
        "Nobody in the unit's accounts asks for a VPC peering connection or accepts one. Transit "
        "gateways, endpoints and shared subnets are not touched."
    ),
    source=(
        "AWS samples, service-control-policy-examples, Prevent any VPC that doesn't already have "
        "internet access from getting it; Amazon VPC peering guide, Identity and access "
        "management; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "ec2:AcceptVpcPeeringConnection",
                "ec2:CreateVpcPeeringConnection",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_vpc_peering,
    exemptible=True,
)


def _deny_vpn_connections(context: GuardrailContext) -> tuple[Statement, ...]:
    statement: Statement = {
        "Sid": "DenyVpnConnections",
        "Effect": "Deny",
        "Action": [
            "ec2:AssociateClientVpn*",
            "ec2:AttachVpn*",
            "ec2:AuthorizeClientVpn*",
            "ec2:CreateClientVpn*",
            "ec2:CreateCustomerGateway",
            "ec2:CreateVpn*",
            "ec2:ModifyClientVpn*",
            "ec2:ModifyVpn*",
            "networkmanager:CreateSiteToSiteVpn*",
        ],
        "Resource": "*",
    }
    return (spare_exempt(statement, context, "deny_vpn_connections"),)


DENY_VPN_CONNECTIONS = Guardrail(
    name="deny_vpn_connections",
    sid="DenyVpnConnections",
    bundle="limits",
    default_place="units",
    why=(
        "A VPN is a door from outside straight into the network, and the way by which data leaves "
        "it unseen."
    ),
    breaks=(
        "Nobody in the unit's accounts makes or changes a site-to-site or client VPN. Deleting "
        "one, and using one that is there, go on."
    ),
    source=(
        "Service Authorization Reference, Amazon EC2 and AWS Network Manager; AWS Site-to-Site "
        "VPN user guide, and AWS Client VPN administrator guide, Identity and access management; "
        "read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "ec2:AssociateClientVpnTargetNetwork",
                "ec2:AttachVpnGateway",
                "ec2:AuthorizeClientVpnIngress",
                "ec2:CreateClientVpnEndpoint",
                "ec2:CreateClientVpnRoute",
                "ec2:CreateCustomerGateway",
                "ec2:CreateVpnConcentrator",
                "ec2:CreateVpnConnection",
                "ec2:CreateVpnConnectionRoute",
                "ec2:CreateVpnGateway",
                "ec2:ModifyClientVpnEndpoint",
                "ec2:ModifyVpnConnection",
                "ec2:ModifyVpnConnectionOptions",
                "ec2:ModifyVpnTunnelCertificate",
                "ec2:ModifyVpnTunnelOptions",
                "networkmanager:CreateSiteToSiteVpnAttachment",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_vpn_connections,
    exemptible=True,
)

_DEFAULT_VPC = ("ec2:CreateDefaultSubnet", "ec2:CreateDefaultVpc")


def _deny_default_vpc(context: GuardrailContext) -> tuple[Statement, ...]:
    statement: Statement = {
        "Sid": "DenyDefaultVpc",
        "Effect": "Deny",
        "Action": list(_DEFAULT_VPC),
        "Resource": "*",
    }
    return (spare_exempt(statement, context, "deny_default_vpc"),)


DENY_DEFAULT_VPC = Guardrail(
    name="deny_default_vpc",
    sid="DenyDefaultVpc",
    bundle="limits",
    default_place="units",
    why=(
        "The default VPC gives every machine in it a public address, and takes in whatever is "
        "started without naming a network."
    ),
    breaks=(
        "Nobody in the unit's accounts makes a default VPC or subnet again after it was deleted. "
        "Deleting them is the account owner's work, in every region."
    ),
    source=(
        "Amazon VPC user guide, Default VPCs; Service Authorization Reference, Amazon EC2, "
        "CreateDefaultVpc and CreateDefaultSubnet; read 2026-11-24"
    ),
    denies=(
        Denial(
            actions=(
                "ec2:CreateDefaultSubnet",
                "ec2:CreateDefaultVpc",
            ),
            resources=("*",),
            who=Who.EVERYBODY,
        ),
    ),
    statements=_deny_default_vpc,
    exemptible=True,
)
