"""Tidy tables to one long table of measures: the only place where numbers are computed."""
