"""Bringing in the rows of a workbook, whatever they are rows of.

The pieces, each of its own: `columns` (which column holds what), `models` (the import as a record: who, when,
which file, and every row with what became of it), `steps` (reading, checking, completing), `failures` (the
workbook of the rows that failed). A room brings its `Target`: the columns, and what a row means.
"""
