"""What others may want to know of the register of units."""

from django.dispatch import Signal

# Sent within the transaction of a change: a unit founded, changed or ended, or a file loaded.
register_changed = Signal()
