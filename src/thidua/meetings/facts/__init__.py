"""What follows from the records of a meeting, without a question of who asks."""
