"""Who gets into the management account, and who watches what is shared outside."""
