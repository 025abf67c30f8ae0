"""What pages are built of: small functions and dataclasses behind the template tags of `tds`."""
