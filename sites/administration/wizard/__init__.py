"""Four steps that open a portal: unit, address and look, head of the board, check and create."""
