"""What CloudWatch Logs reads out of log events: filter patterns and Logs Insights queries."""
