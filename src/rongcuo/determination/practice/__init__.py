"""Worked examples: the letter of the law beside what was done in published cases."""
