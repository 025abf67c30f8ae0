"""A site as `wagtail start` of the same version makes it, with one kind of page that holds what our articles hold."""
