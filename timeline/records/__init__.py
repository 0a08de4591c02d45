"""content/ becomes one sound `Timeline`: read, validated, joined, with every fault at its place.

May import `faults`, the top and `text`.
"""
