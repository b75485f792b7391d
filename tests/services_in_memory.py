"""AWS's services in memory, as moto has them, without two costs that no test here has a use for."""

from __future__ import annotations

from functools import cache

from moto import mock_aws
from moto.core import models
from moto.kms import models as keys

__all__ = ["mock_aws"]

# A thousand answers, registered anew for each test, to the library `requests`; boto3 needs none.
models.RESPONSES_METHODS.clear()
# A pair of keys to sign with, made with every key, also with those that only encrypt.
keys.generate_private_key = cache(keys.generate_private_key)
