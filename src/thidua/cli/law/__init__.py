"""Tables in and out of `thidua law review`."""
