"""Committees: who sits on them for whom, since when, and what came of their meetings."""
