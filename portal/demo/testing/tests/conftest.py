"""The small demonstration and the browser that looks at it."""

from portal.demo.testing.server import small_demo

__all__ = ["small_demo"]
