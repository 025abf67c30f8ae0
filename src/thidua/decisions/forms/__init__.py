"""Forms of decisions and handovers."""
