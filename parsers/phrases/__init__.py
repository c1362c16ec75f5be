"""Words by language, as data: one module a subject."""
