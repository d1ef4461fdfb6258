"""Data: codes beside words, indented, UTF-8; every key is described by a schema in schemas/.

Texts are as they are in the knowledge base: nothing is escaped beyond what JSON itself needs.
"""

from guiju.files.json_text import json_bytes

LAYS_OUT = "value"
write = json_bytes
