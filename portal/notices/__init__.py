"""What every portal says about itself: accessibility, personal data, and reading off line."""
