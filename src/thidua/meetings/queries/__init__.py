"""Reads of meetings. They take rows or ids, never an actor; each uses a constant number of queries."""
