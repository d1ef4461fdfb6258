"""Import: texts of laws as people keep them in, rules of a knowledge base out, without a character lost."""
