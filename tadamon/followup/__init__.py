"""What must be done, by whom, until when."""
