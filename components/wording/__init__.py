"""How things are called and said: names, amounts, findings, places in the sheet, and where figures come from."""
