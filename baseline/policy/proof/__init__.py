"""Proofs about every request that policies can meet; knows nothing of this baseline."""
