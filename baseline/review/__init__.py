"""What changes between two assemblies, in words; offline, from what is on disk."""
