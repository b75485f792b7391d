"""Alarms about changes of the ways into a network."""

from __future__ import annotations

from baseline.audit.alarms.events import calls, cis
from baseline.audit.model import Alarm

EC2 = "ec2.amazonaws.com"

ALARMS = (
    Alarm(
        name="security-group-changes",
        happened="Somebody changed a security group.",
        matters="One rule can open a server to everybody.",
        query="network-changes",
        pattern=calls(
            EC2,
            *("AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress"),
            *("RevokeSecurityGroupIngress", "RevokeSecurityGroupEgress"),
            *("CreateSecurityGroup", "DeleteSecurityGroup", "ModifySecurityGroupRules"),
        ),
        source=cis("5.10") + "; EC2 API reference for the last one",
    ),
    Alarm(
        name="network-acl-changes",
        happened="Somebody changed a network access control list.",
        matters="It is the fence around a subnet, and a hole in it is seldom noticed.",
        query="network-changes",
        pattern=calls(
            EC2,
            *("CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl"),
            *("DeleteNetworkAclEntry", "ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"),
        ),
        source=cis("5.11"),
    ),
    Alarm(
        name="gateway-changes",
        happened="Somebody changed a gateway to the internet or to another network.",
        matters="It is a way in, and a way out for data.",
        query="network-changes",
        pattern=calls(
            EC2,
            *("CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway"),
            *("CreateInternetGateway", "DeleteInternetGateway", "DetachInternetGateway"),
        ),
        source=cis("5.12"),
    ),
    Alarm(
        name="route-table-changes",
        happened="Somebody changed a route table.",
        matters="Traffic can be led past its inspection, or out of the network.",
        query="network-changes",
        pattern=calls(
            EC2,
            *("CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation"),
            *("DeleteRouteTable", "DeleteRoute", "DisassociateRouteTable"),
        ),
        source=cis("5.13"),
    ),
    Alarm(
        name="vpc-changes",
        happened="Somebody created, changed, joined or deleted a VPC.",
        matters="A network that is joined to another shares its dangers.",
        query="network-changes",
        pattern=calls(
            EC2,
            *("CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection"),
            *("CreateVpcPeeringConnection", "DeleteVpcPeeringConnection"),
            *("RejectVpcPeeringConnection", "AttachClassicLinkVpc", "DetachClassicLinkVpc"),
            *("DisableVpcClassicLink", "EnableVpcClassicLink"),
        ),
        source=cis("5.14"),
    ),
)
