"""What machines read of a portal: site map, feeds, robots.txt, security.txt."""
