"""The report of a unit on a period, by axis, written from its records and edited in place."""
