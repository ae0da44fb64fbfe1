"""Cohorts of trainees: the assignees of the public service by national batches, and other trainings."""
