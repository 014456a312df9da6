"""R17, one act: the leader records what the workshop agreed on with those present.

The absent confirm, propose a change, or are listed as not having answered; silence is never consent and never blocks.
"""
