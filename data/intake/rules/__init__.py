"""What must agree between the cells of a row, the rows of a tab and the tabs of a book."""
