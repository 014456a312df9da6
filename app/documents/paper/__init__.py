"""R18: on paper too: printed for signature, scanned back, matched by its code, recorded by whom and when."""
