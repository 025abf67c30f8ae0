"""Forms of meetings and minutes."""
