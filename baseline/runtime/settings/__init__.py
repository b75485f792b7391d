"""One module per setting; its name is the configuration's word for it and its handler's address.

Each module has `ACTIONS` (the IAM actions of the calls it makes), `DEPENDENT_ACTIONS` (those AWS
checks on the caller's behalf while it serves them), `RESOURCES` (an action's resource patterns;
an action that is not named there takes `*`), `REVISION` (raised when `apply` changes, so that
CloudFormation runs it again), `read`, `apply` and `handler`.

The patterns in `RESOURCES` are `str.format` texts with these fields: `partition`, `account`,
`function` (the ARN of the setting's own function), `accounts_bucket` and `accounts_key` (where
the account list was uploaded).
"""
