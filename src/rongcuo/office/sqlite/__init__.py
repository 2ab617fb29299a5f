"""SQLite as the office uses it: Django's own, with a queue before its one place for a writer."""
