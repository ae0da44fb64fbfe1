"""Keeping what was written: backup, restore, check, reindex."""
