"""Citations of law in anyone's documents: files in; places, judgements and repairs out."""
