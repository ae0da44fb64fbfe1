"""The photographs of a report, each with a caption, a description and a place among the paragraphs."""
