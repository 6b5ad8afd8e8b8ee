"""What `make` runs. `run` and `environment` need nothing but Python itself."""
