"""What the rules of a bloc's year do not allow, by name."""
