"""Forms of agencies, units, people and blocs. They read; services decide and save."""
