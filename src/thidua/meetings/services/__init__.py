"""All that changes meetings, their records and their minutes."""
