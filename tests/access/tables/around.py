"""Ideas and their rounds; the office's own rooms: the register, forums, types, questions, the first day."""

IDEAS = """
GET /ideer/{number}
  *: ok sees
GET POST /ideer/{number}/ret
  idea:received idea:apart idea:asked: ok author
  *: 409 author
POST /ideer/{number}/spoerg
  idea:received idea:apart idea:asked: ok office
  *: 409 office
POST /ideer/{number}/afvis
  idea:received idea:apart idea:asked: ok office
  *: 409 office
POST /ideer/{number}/saml
  idea:received idea:apart idea:asked: ok office
  *: 409 office
GET POST /ideer/{number}/netvaerk
  idea:received idea:apart idea:asked: ok office
  idea:taken_up: again sees
  *: 409 office
POST /ideer/{number}/op
  idea:received idea:apart idea:asked: ok office
  *: 409 office
POST /ideer/{number}/ned
  idea:received idea:apart idea:asked: ok office
  *: 409 office
POST /ideer/{number}/uden-for-runden
  idea:received idea:apart idea:asked: ok office
  *: 409 office
POST /ideer/{number}/i-runden
  idea:received idea:apart idea:asked: ok office
  *: 409 office
POST /ideer/{number}/genaabn
  idea:rejected idea:merged: ok office
  *: 409 office
POST /ideer/{number}/traek-tilbage
  idea:received idea:apart: ok author
  idea:withdrawn: again author
  *: 409 author
"""

ROOMS = """
GET /
  site: ok everybody
GET /netvaerk
  site: ok everybody
GET /netvaerk/regneark
  site: ok everybody
GET POST /netvaerk/nyt
  site: ok office
GET /ideer
  site: ok everybody
GET POST /ideer/ny
  site: ok everybody
GET /ideer/runder
  site: ok office
GET POST /ideer/runder/frister
  site: ok office
GET POST /ideer/runder/{place}/pdf
  round: ok office
GET /forberedelser
  site: ok everybody
GET /pjecer
  site: ok everybody
GET /pjecer/{slug}
  guide: ok everybody
GET POST /pjecer/{slug}/pdf
  guide: ok everybody
GET POST /pjecer/{slug}/folder/pdf
  guide: ok everybody
GET /skemaer
  site: ok office
GET POST /skemaer/{key}
  scheme: ok office
GET /typer
  site: ok office
GET POST /typer/{key}
  type: ok office
GET POST /typer/{key}/forloeb
  type: ok office
GET /forummoeder
  site: ok office forums
GET POST /forummoeder/nye
  site: ok office
POST /forummoeder/{meeting_id}/aflys
  meeting: ok office
GET /mails
  site: ok office
POST /mails/{mail_id}/igen
  mail: ok office
GET /personer
  site: ok registrars
GET POST /personer/ny
  site: ok registrars
GET POST /personer/{person_id}
  person: ok registrars
POST /personer/{person_id}/poster
  person: ok registrars
POST /personer/{person_id}/poster/{post_id}/afslut
  person: ok registrars
POST /personer/{person_id}/poster/afslut
  left: ok registrars
POST /personer/{person_id}/adgang
  person: 200 registrars
POST /personer/{person_id}/stedfortraedere
  person: ok registrars
GET POST /stedfortraeder
  site: ok everybody
POST /stedfortraeder/{deputy_id}/afslut
  deputyship: ok school_head registrars; 404 everybody
GET POST /afdelinger
  site: ok registrars
GET POST /afdelinger/{department_id}
  department: ok registrars
GET POST /indlaesning
  site: ok registrars
GET /indlaesning/skabelon
  site: ok registrars
GET POST /indlaesning/{key}
  workbook: ok consultant; 404 director administrator
"""
# Open to all, signed in or not, and why.
PUBLIC = {
    "/log-ind": "who signs in is not signed in",
    "/log-ud": "leaving is always allowed",
    "/adgang/{token}": "sets a password: the token is the key",
    "/link/{token}": "R17: somebody from outside answers; the token is the key",
    "/link/{token}/svar": "R17: somebody from outside answers; the token is the key",
    "/privatliv": "it says what is kept of people, before they sign in",
    "/tjek": "anybody with a paper in the hand checks it",
    "/tjek/{code}": "the code is printed on the paper",
    "/livz": "tells the supervisor that the process lives",
    "/readyz": "tells the supervisor that it can serve",
    "/metrics": "counts, never content",
}
