"""Measures to prose, tables and figures with alt text, in Swedish and English."""
