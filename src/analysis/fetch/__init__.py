"""The publishers' own files, fetched from their addresses into the raw folder."""
