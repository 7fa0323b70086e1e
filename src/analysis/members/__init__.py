"""Member counts: published numbers in, tidy counts out."""
