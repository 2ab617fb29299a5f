"""Rongcuo 容错: the error-tolerance exemption mechanism as running software."""

__version__ = "0.1.0"
