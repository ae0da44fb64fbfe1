"""What every record can do, one capability a file."""
