"""From facts to verdicts: a corpus, facts and a day in, duties, verdicts, sanctions and the course of cases out."""
