"""Import and export of Markdown posts."""
