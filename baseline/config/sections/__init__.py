"""The models of the configuration by section, one a file."""
