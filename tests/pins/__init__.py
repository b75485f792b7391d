"""What the last release made that must stay, and why some of it may change."""
