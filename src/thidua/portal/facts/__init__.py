"""What public pages show of what is published."""
