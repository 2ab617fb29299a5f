"""Which version this is, for everybody: a room cannot ask the house that imports it."""

__version__ = "0.1.0"
