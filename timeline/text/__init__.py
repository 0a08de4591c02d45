"""Letters, Markdown, dates as strings, widths, cells: whatever can be known of a text without knowing any record.

May import `faults` and what lies at the top.
"""
