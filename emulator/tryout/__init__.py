"""Deploys a configuration to the emulator, reads it back and shows its guardrails at work."""
