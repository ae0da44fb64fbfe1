"""Certificates of those who completed: a register by unit and year, papers that anyone can verify, and revocation."""
