"""What follows from facts: the pack's second vocabulary weighed on a file, step by step."""
