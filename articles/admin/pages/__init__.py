"""Wagtail's views of pages at the desk, where they say or count something else than we do."""
