"""Agreeing one by one: a text is sent, read, approved or sent back; changed, withdrawn or ended later."""
