"""Bodies kept outside the ledger: texts, attachments, issued documents, and the registers of numbers."""
