"""The writing desk and the editors' tools inside Wagtail's admin."""
