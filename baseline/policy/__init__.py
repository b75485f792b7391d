"""AWS's policy language; knows nothing of this baseline."""
