"""Reads of a bloc's year. They take querysets or plain ids, never an actor."""
