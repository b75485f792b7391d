"""Constructs by the stack they serve: one class a file, values passed by name."""
