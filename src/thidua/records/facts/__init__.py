"""What pages of records reckon from what is stored and from the law inside."""
