"""The office: the Django shell around the core, with one door for every official act."""
