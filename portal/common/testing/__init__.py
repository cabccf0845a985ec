"""What tests of all features share."""
