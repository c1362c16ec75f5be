"""The demonstration: a mail server in this process, the real daemon, and people who write. Needs the extra "demo"."""
