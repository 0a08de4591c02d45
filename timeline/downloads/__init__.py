"""Files for other programs: tables, databases, feeds, calendars, linked data, citations.

May import what stands before it, `drawing` last.
"""
