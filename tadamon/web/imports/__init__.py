"""Bringing in the rows of a workbook, whatever they are rows of.

The pieces, each of its own: `columns` (which column holds what), `models` (the import as a record: who, when,
which file, and every row with what became of it), `targets` (what a room brings: the columns, what a row means, how
it is written), `steps` (reading, checking, completing, taking back), `work` (the process that does what is too long
for a request), `pages`, and `failures` (the workbook of the rows that failed).
"""
