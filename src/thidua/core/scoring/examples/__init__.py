"""Example tables and cards that come with the program: real tables as published, with what is unclear in them."""
