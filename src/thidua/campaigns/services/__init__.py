"""The deeds of a bloc's year. Each checks who asks, locks, writes and records, in one transaction."""
