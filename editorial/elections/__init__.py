"""Elections: days and their steps, bodies, constituencies and polling areas."""
