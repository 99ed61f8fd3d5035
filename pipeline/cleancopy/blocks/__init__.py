"""From bytes of some kind of document to the stretches of text that are its blocks."""

from cleancopy.blocks.media import TEXT, media_type
from cleancopy.blocks.plain import Division, divide

__all__ = ["TEXT", "Division", "divide", "media_type"]
