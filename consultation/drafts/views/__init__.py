"""The screens of a draft's text, and what readers see beside the page itself."""
