"""Roles of a site and the permissions behind them."""
