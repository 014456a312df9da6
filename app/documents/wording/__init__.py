"""The office's own words for the questions of a kind: one edition after another."""
