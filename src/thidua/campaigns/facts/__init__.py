"""What is true of a year on a day: deadlines, where the steps stand, what is missing."""
