"""Simulated weeks of a whole desk, and an independent reckoning of which mails it had to send."""
