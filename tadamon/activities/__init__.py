"""What the ministry did or will do on a date: the spine that every kind of activity shares."""
