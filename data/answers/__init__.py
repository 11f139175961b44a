"""Answers to what people ask of the data: pure functions of a snapshot and a day, returning small frozen results."""
