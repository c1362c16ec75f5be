"""What the desk remembers: the only package that knows peewee."""
