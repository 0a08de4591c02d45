"""The timeline in one language: words, dates, citations, notes, as plain values with nothing left to choose.

May import `faults`, the top, `text` and `records`.
"""
