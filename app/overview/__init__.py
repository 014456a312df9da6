"""What waits for whom, and the networks as a whole. Reads only."""
