"""Pages of a bloc's year."""
