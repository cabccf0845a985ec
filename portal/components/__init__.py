"""The catalogue of components: every block and every part of the design in every state."""
