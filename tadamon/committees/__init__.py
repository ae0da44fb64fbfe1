"""Committees: why they are, who is in them, how they meet, and what came of it."""
