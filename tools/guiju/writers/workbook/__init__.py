"""The sheets of the audit workbook, and what they are written with: pen, row heights, columns."""
