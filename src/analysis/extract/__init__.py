"""Raw files to raw tables: every cell text, every row with the place it came from."""
