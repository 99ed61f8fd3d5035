"""One module for each command; each has a `command`, and is loaded when that is asked for."""
