"""Geometry: the axis, bars, cards, codes. Numbers and words in, shapes out.

May import what stands before it, `edition` last.
"""
