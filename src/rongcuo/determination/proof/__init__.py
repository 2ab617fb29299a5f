"""What can be proved of a pack before any file: reach, counts, limbs, overlaps, readings."""
