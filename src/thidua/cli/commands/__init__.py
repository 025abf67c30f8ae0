"""One module per deed of the `thidua` command."""
