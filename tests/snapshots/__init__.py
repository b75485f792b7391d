"""The templates as a reviewer reads them."""
