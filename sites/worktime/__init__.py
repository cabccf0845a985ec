"""Working hours, holidays and norms as dated data, and the counting of deadlines by them."""
