"""Pictures and files, checked on the way in and on the way out."""
