"""Writing a draft: saving field by field, two writers in one field, the table of periods, the draft's history."""
