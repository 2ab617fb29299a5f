"""The registers beside case files: interpretations (clause 7.2) and prior filings of risky reforms."""
