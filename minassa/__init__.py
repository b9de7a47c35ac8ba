"""Minassa: a company's social media, run by its own procedures manual."""

__version__ = "0.1.0"
