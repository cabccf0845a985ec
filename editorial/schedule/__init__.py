"""What appears and disappears by itself: the calendar of it, and the act at its hour."""
