"""Campaigns: comments of many senders that say the same in nearly the same words."""
