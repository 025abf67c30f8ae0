"""Reads of decisions and handovers. They take rows or ids, never an actor."""
