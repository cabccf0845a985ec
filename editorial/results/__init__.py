"""Results of elections: turnout, votes, and who was elected."""
