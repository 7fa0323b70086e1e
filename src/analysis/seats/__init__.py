"""The law of seats in Swedish elections, in exact numbers: no tables, no files, no clock."""
