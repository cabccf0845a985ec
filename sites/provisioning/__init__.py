"""Creates, repairs, retires and reopens sites."""
