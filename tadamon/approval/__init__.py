"""How a record becomes official: submitted, returned or approved, numbered and frozen."""
