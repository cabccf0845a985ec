"""Documents as offices of a province really write them, with what reading them must give."""
