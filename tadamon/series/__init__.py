"""Meetings that come again and again, and what became of the assignments of the earlier ones."""
