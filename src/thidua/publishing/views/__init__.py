"""Pages of the standing office about what the public reads."""
