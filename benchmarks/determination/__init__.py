"""One determination, and many, beside engines of others' making (benchmarks/README.md)."""
