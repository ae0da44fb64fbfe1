"""The directory's pages: organisations and people, what is the same, and the file of each partner."""
