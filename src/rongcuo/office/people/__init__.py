"""Organs, persons, accounts and dated appointments: who may do what, and since when."""
