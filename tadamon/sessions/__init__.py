"""Sessions of a cohort: what was taught on which day, who was there, who has completed, and the certificates of it."""
