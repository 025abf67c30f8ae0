"""All that changes decisions and handovers."""
