"""Forms of a bloc's year: they read what was typed and save nothing."""
