"""Networks: what they are called, of which type, and who may know of them."""
