"""What must hold of both engines under real processes: migrations, concurrency, locks, death."""
