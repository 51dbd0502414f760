"""Messy HTML into body blocks; plain Python, no Django."""

from .blocks import Block, Cleaned
from .flow import parse, read_blocks
from .text import squeeze

__all__ = ["Block", "Cleaned", "parse", "read_blocks", "squeeze"]
