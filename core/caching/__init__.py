"""Public answers are made once and kept: see docs/caching.md.

`making` says what an answer shows, `purging` that something has changed; `wrapper`
stands before the site and answers from what is kept.
"""
