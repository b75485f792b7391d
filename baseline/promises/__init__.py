"""Promises: what the guardrails and the groups keep to for every request there can be.

They are data beside the configuration, written by hand and never made from the policies, so that
a promise and the policies that keep it can disagree.
"""
