"""Words that say as much as a number → what they speak of, and their verdicts."""
