"""Signing in by OAuth 2.0: tokens, where they come from, and how they are shown to a mail server."""
