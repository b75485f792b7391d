"""What a trail recorded, replayed against guardrails that are not attached yet."""
