"""Organisations from workbooks: what columns are called, what cells mean, which body a row is about."""
