"""A file made elsewhere, a table or another timeline, becomes files of content/ that `check` then has nothing against.

May import everything but the doors.
"""
