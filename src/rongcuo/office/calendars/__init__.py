"""The calendar of working days that a district counts by: imported from a file, confirmed by a second person."""
