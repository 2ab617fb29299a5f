"""Official documents as PDF, beside what an office would use instead."""
