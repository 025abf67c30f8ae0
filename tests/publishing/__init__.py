"""What the public site is written with."""
