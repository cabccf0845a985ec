"""The screens on which the province's administrators make and keep portals."""
