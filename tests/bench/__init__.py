"""Measures the speed goals on the machine it runs on."""
