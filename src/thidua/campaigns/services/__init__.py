"""What is done in a bloc's year: each service is one deed, one transaction, one entry in the history."""
