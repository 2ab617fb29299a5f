"""A policy as a picture: its ordered list as rows, its diagram as a graph."""
