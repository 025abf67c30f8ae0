"""Pages that no single app owns."""
