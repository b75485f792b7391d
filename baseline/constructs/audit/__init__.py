"""The trail, where its files and events go, the keys, and who is told."""
