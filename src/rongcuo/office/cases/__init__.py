"""Case files: the ledger's rows, their projections, and who may see them."""
