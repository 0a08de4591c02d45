"""For whoever writes content/: new records, renaming, what editors know, what is left to do, the preview.

May import everything but `importing`.
"""
