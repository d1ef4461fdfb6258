"""Places of laws as people write them: words in; laws by name, places by number and labels out."""
