"""What the site consists of: a module for each kind of page, with what only that page shows, and the table of them all.

May import what stands before it, `downloads` last.
"""
