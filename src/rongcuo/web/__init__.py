"""The Chinese pages: they parse, ask the office, and show; nothing is decided here."""
