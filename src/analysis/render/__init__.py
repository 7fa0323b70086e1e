"""Executed notebooks made into files: the exporters for HTML and PDF, their fonts and templates."""
