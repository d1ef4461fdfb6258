"""Files of any kind, read with the place of each value and written whole or not at all: paths in, values out."""
