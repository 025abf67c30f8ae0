"""Who sees meetings and minutes, and who may do what with them."""
