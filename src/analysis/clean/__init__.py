"""Raw tables to tidy tables: registers applied, corrections made, totals reconciled."""
