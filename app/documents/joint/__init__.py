"""R17: the network agrees together at its workshop; the absent confirm, or propose a change, by account or by link."""
