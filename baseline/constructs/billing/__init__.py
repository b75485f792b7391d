"""What AWS delivers about costs: the bucket, the exports, the older report, the budget."""
