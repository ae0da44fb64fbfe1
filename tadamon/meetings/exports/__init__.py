"""Meetings as files that other programs open: Word, the calendar, Excel."""
