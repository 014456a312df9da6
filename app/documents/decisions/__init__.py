"""R16: a forum does not sign; it agrees by its recorded decision."""
