"""The text of the law: citations, references, quotations, amounts, terms and words of duty in it."""
