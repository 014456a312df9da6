"""The register of persons, posts and departments, as the office keeps it (domain.md 3, Posts and people)."""
