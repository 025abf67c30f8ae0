"""What follows from the rows: how targets stand, which units still have to act. No actor is asked."""
