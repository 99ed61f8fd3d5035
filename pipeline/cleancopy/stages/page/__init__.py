"""Web pages: which blocks are story, what the others are, and what kind of page it is."""
