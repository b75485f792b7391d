"""What the baseline costs a month, held against the promise and told on a page."""
