"""A number and what it speaks of → the measure, a verdict and a likely cause."""
