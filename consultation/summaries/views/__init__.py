"""What officers and readers see of summaries."""
