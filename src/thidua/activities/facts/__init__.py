"""What follows from the records of activities."""
