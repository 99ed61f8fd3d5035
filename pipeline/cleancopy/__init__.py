"""cleancopy."""
