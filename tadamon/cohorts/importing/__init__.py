"""Lists of trainees from workbooks: what columns are called, what cells mean, whom a row is about."""
