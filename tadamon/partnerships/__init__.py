"""Partnerships: who works with us on what, from the draft to the end, and what each owes."""
