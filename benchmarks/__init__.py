"""Speed as ratios in one run; nothing here is shipped (benchmarks/README.md)."""
