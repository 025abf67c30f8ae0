"""Pages of decisions and handovers."""
