"""What happened, told in whole Danish sentences."""
