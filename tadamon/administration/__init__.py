"""What administrators keep on screen: units, users, axes, kinds, the checklist, settings, and the log."""
