"""The demonstration: the province of Bắc Ninh in April 2021. Never part of a production."""
