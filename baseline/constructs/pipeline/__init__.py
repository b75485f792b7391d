"""What lets workflows on GitHub compare and deploy."""
