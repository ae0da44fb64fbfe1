"""Figures: what is counted, with its values as they were said, by whom, and who approved them."""
