"""Acts through the office's door, by one and by many at once, on both databases (benchmarks/README.md)."""
