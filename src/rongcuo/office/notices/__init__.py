"""What people are told: one row a person and entry, written with the entry."""
