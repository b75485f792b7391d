"""A synthesis as that of `app.py`, without the proofs, which have a budget of their own."""

import gc

from app import synthesize_file
from baseline.synthesis import configured_file

gc.disable()
synthesize_file(configured_file())
