"""The stacks: tables of contents, in which no resource is created."""
