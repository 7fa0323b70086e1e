"""Claims: a written report → its numbers → the measures they speak of → verdicts."""
