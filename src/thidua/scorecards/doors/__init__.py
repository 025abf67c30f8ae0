"""What scorecards tell the apps around them."""


def open_doors() -> None:
    """Called once, when the app is ready."""
