"""What is wrong, where, and how to mend it, in the language of whoever reads it.

Everybody may import this room; it imports nothing of ours but, late, the reader of YAML for its own catalogue.
"""
