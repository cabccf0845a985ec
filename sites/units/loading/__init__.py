"""Loads tables of units: read the rows, lay them beside the register, check, write.

``rows`` reads cells, ``timeline`` finds out which rows belong to which unit, ``checks`` looks
across rows, ``writing`` changes the database, ``report`` tells what was found and done.
"""

from sites.units.loading.loader import load
from sites.units.loading.report import Action, Change, LoadReport

__all__ = ["Action", "Change", "LoadReport", "load"]
