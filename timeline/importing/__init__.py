"""A file made elsewhere becomes files of content/.

May import everything.
"""
