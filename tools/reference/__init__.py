"""The generated pages of the reference: each read from the code or the templates it describes."""
