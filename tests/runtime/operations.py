"""Which IAM action each AWS operation needs, written by hand from the service references.

Source: Service Authorization Reference, the pages of the services named here.
"""

from __future__ import annotations

#: By operation as botocore names it; read out of the references, not derived from the name.
ACTION_OF = {
    "account.GetAlternateContact": "account:GetAlternateContact",
    "account.PutAlternateContact": "account:PutAlternateContact",
    "cloudformation.ActivateOrganizationsAccess": "cloudformation:ActivateOrganizationsAccess",
    "cloudformation.DescribeOrganizationsAccess": "cloudformation:DescribeOrganizationsAccess",
    "iam.CreateServiceLinkedRole": "iam:CreateServiceLinkedRole",
    "iam.EnableOrganizationsRootCredentialsManagement": (
        "iam:EnableOrganizationsRootCredentialsManagement"
    ),
    "iam.EnableOrganizationsRootSessions": "iam:EnableOrganizationsRootSessions",
    "iam.GetAccountPasswordPolicy": "iam:GetAccountPasswordPolicy",
    "iam.GetRole": "iam:GetRole",
    "iam.ListOrganizationsFeatures": "iam:ListOrganizationsFeatures",
    "iam.UpdateAccountPasswordPolicy": "iam:UpdateAccountPasswordPolicy",
    "kms.DescribeKey": "kms:DescribeKey",
    # The operation is Invoke, the action is not lambda:Invoke.
    "lambda.Invoke": "lambda:InvokeFunction",
    "organizations.CreateAccount": "organizations:CreateAccount",
    "organizations.CreateOrganization": "organizations:CreateOrganization",
    "organizations.DescribeAccount": "organizations:DescribeAccount",
    "organizations.DescribeCreateAccountStatus": "organizations:DescribeCreateAccountStatus",
    "organizations.DescribeOrganization": "organizations:DescribeOrganization",
    "organizations.EnableAWSServiceAccess": "organizations:EnableAWSServiceAccess",
    "organizations.EnablePolicyType": "organizations:EnablePolicyType",
    "organizations.ListAWSServiceAccessForOrganization": (
        "organizations:ListAWSServiceAccessForOrganization"
    ),
    "organizations.ListAccounts": "organizations:ListAccounts",
    "organizations.ListAccountsForParent": "organizations:ListAccountsForParent",
    "organizations.ListCreateAccountStatus": "organizations:ListCreateAccountStatus",
    "organizations.ListOrganizationalUnitsForParent": (
        "organizations:ListOrganizationalUnitsForParent"
    ),
    "organizations.ListParents": "organizations:ListParents",
    "organizations.ListRoots": "organizations:ListRoots",
    "organizations.MoveAccount": "organizations:MoveAccount",
    "s3.GetObject": "s3:GetObject",
    # HeadBucket has no action of its own.
    "s3.HeadBucket": "s3:ListBucket",
    "ssm.GetParameter": "ssm:GetParameter",
    "ssm.PutParameter": "ssm:PutParameter",
    "sts.GetCallerIdentity": "sts:GetCallerIdentity",
}

#: Those that change something.
MUTATING = frozenset(
    operation
    for operation in ACTION_OF
    if not operation.split(".")[1].startswith(("Get", "Head", "List", "Describe"))
)
