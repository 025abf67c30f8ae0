"""Forms of accounts, roles, delegation and staff sessions."""
