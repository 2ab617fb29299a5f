"""The pack's second vocabulary as typed data: facts, records, grading tables, derivations."""
