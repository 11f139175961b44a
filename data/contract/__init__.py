"""The contract with the spreadsheet: its tabs and columns, closed words, addresses, and how a value is written."""
