"""Tables of scores that come in and go out as workbooks."""
