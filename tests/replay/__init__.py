"""The replay of recorded calls."""
