"""What follows from decisions and handovers, without a question of who asks."""
