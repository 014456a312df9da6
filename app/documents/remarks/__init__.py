"""A passage of a draft is remarked on: a comment, another wording, or both; answered, accepted, declined, all kept."""
