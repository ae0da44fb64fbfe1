"""The people of a cohort: millions of rows, so a trainee is a part of the cohort and not a record of its own."""
