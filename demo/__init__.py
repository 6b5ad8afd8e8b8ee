"""The demo library: texts, drawings, and what writes them into the database."""
