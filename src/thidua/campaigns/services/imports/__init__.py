"""Tables of the year that come in and go out as workbooks: targets of a pledge, of one unit, tasks."""
