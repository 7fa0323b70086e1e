"""A text → its numbers, and what each counts and speaks of."""
