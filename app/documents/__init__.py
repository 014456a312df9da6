"""The one mechanism for everything that is agreed: a draft of answers → a version (text that never changes) → consents
→ locked → difference to the next. Each kind of document is an entry in a catalogue; this feature knows none of them."""
