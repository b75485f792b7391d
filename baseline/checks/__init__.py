"""What is held against a synthesized assembly, each rule with its own error."""
