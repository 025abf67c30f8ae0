"""Reads of tables and cards. They take rows or plain ids, never an actor."""
