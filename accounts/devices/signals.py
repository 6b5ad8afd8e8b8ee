"""What others may want to hear of sign-ins."""

from django.dispatch import Signal

# A person who has an address signed in where they never did before; gives `device`.
new_device = Signal()
