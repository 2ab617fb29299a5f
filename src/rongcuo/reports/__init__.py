"""The annual summary of clause 5.7 and the figures behind it: facts of case files in, counts out, no database."""
