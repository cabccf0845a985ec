"""The screens of editorial boards, and their public page."""
