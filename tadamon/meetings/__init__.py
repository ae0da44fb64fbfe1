"""Activities with minutes."""
