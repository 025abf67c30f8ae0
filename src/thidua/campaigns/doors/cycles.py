"""Doors of years, steps, themes, movements and rules."""


def open_doors() -> None:
    """Nothing is registered yet."""
