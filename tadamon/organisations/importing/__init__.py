"""Organisations from workbooks: what the columns are called, what the cells mean, which body a row is about."""
