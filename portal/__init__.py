"""The Django project and what all pages share."""
