"""Documents of case files: what a wording may ask of a file, drafts and their review, signature and issue."""
