"""Words: the key of a text or a value of the data in, what people read for it out, in Chinese and English."""
