"""Generative pictures in the manner of Chinese prints, drawn with Pillow alone."""
