"""The parts of an assessment report: each module gathers one, in the reader's language, and returns its section."""
