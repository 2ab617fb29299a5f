"""What the pages show, as plain values: from the office's answers to words, marks and rows."""
