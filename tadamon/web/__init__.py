"""What every page can do."""
