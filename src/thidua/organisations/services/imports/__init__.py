"""Tables of units, people and members of blocs that come in as workbooks."""
