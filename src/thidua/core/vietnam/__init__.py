"""What is Vietnamese: working days, names, dates, numbers, and text in the encodings used before Unicode."""
