"""Who sees and records recognition and handover, and the two who sign."""
