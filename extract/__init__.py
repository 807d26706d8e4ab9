"""A report in, claims out; the only room that knows spaCy."""
