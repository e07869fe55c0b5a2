"""Bytes become values and problems."""
