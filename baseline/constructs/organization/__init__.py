"""What the management account does to its organization."""
