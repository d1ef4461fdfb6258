"""guiju (规矩): Chinese internet regulation as data that people can read, cite and check against."""

__version__ = "0.1.0"
