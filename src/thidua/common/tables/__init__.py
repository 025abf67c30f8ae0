"""The one way in and out for spreadsheets. See README.md."""
