"""What can be done with agencies, units, people and blocs. One module for each kind of thing."""
