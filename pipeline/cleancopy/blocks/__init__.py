"""From bytes of some kind of document to the stretches of text that are its blocks."""

from cleancopy.blocks.media import XML, believed_type, given_type, media_type
from cleancopy.blocks.plain import Division, divide

__all__ = ["XML", "Division", "believed_type", "divide", "given_type", "media_type"]
