"""Dates as they are written in Arabic; Django has no form for a moment, and a comma before the year."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، g:i A"
