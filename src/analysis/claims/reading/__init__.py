"""A document of any kind → its text, with pages, headings and cells."""
