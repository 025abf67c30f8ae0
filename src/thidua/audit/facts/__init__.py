"""Entries in words: who did what to which thing, and what changed."""
