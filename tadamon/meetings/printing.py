"""The printed minutes and the one-page summary (being written)."""
