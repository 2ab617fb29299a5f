"""The annual summary over many files, on both databases."""
