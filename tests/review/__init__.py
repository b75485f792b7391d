"""Tests of what is read from two assemblies."""
