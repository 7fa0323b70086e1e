"""Findings → a text, JSON or a page to read."""
