"""From a folder to a site: what to make, made, and written so that nothing is lost.

May import everything but `authoring` and `importing`.
"""
