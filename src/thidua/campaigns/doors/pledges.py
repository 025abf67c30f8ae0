"""Doors of pledges, targets, tasks, check visits and practices."""


def open_doors() -> None:
    """Nothing is registered yet."""
