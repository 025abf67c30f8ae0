"""What is told of a record, before it is an article."""
