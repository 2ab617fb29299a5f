"""The annual summary of the office: facts of files kept beside them, figures of a year, reports that were issued."""
