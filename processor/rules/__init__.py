"""Who wrote, what it belongs to, and what is to be done: ordered rules over facts, each a small predicate."""
