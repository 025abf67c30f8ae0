"""Back-up and restore: the whole installation in one file that either database can read."""
