"""The people who sign in, and the units they work in."""
