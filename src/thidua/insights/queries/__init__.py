"""Reads of home."""
