"""The topics of help: what they are called and which pages each explains. Their words are templates."""
