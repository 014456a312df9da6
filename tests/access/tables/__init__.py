"""Who gets which answer, written by hand from domain.md 13 and 4–7, apart from the policy. How to read it:

    POST /dokumenter/{number}/send
      idea/1 back/1: ok office
      proposed/1: 409 office

Phase 1 of the network `idea` is sent by the office; out already, it cannot be sent. Everybody else who may know of it
is refused with 403, and to all others it is not there (404). `ok` is 200 for GET (202 for a print, which is waited for)
and 303 for POST; `again` is 303 too, but changes nothing: it was done already. `*` are all things that are not named.
"""
