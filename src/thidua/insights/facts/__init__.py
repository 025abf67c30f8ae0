"""What home says."""
