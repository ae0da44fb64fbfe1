"""The pages of initiatives and programmes, and what of every room belongs to them."""
