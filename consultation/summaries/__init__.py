"""What citizens said on a draft and what becomes of it: the summary, its files, the figures."""
