"""What the records refer to."""
