"""Major events: a hub of their own, news from every portal, a banner while they run."""
