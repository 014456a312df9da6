"""Networks: who reads of them, who takes part, their steps."""

READ = """
GET /netvaerk/{number}
  *: ok sees
GET /netvaerk/{number}/mennesker
  decided: ok office led parties
  paper: ok office leader participant
  learning: ok office leader
  idea given_up back proposed postponed rejected stopped stopped_staked committee taken_up: ok sees
  running: ok office people parties manager
  *: ok office people parties
GET POST /netvaerk/{number}/kontrakt/pdf
  idea given_up: ok office; 409 people
  back proposed postponed rejected: ok office parties; 409 people
  stopped stopped_staked committee taken_up: ok sees
  decided: ok office led parties
  paper: ok office leader participant
  learning: ok office leader
  running: ok office people parties manager
  *: ok office people parties
GET POST /netvaerk/{number}/deltagere/pdf
  committee taken_up: 409 sees
  decided: ok office led parties
  paper: ok office leader participant
  learning: ok office leader
  idea given_up back proposed postponed rejected stopped stopped_staked: ok sees
  running: ok office people parties manager
  *: ok office people parties
GET /netvaerk/{number}/mandat
  idea back taken_up: 404 sees
  committee: ok office; 404 sees
  decided: ok office referenceleder co_driver; 404 sees
  paper learning: ok office leader; 404 sees
  stopped: ok office people parties; 404 sees
  running: ok office people parties forums manager; 404 sees
  framed ready changing ended closed: ok office people parties forums; 404 sees
  *: ok office sides; 404 sees
GET POST /netvaerk/{number}/mandat/pdf
  idea back taken_up: 404 sees
  committee: 409 office; 404 sees
  decided: 409 office referenceleder co_driver; 404 sees
  paper learning: 409 office leader; 404 sees
  stopped: ok office people parties; 404 sees
  running: ok office people parties forums manager; 404 sees
  framed ready changing ended closed: ok office people parties forums; 404 sees
  *: 409 office sides; 404 sees
GET POST /netvaerk/{number}/orientering/{briefing_id}
  *: ok office
"""

PEOPLE = """
POST /netvaerk/{number}/mennesker/leder
  closed rejected given_up stopped stopped_staked: 409 office
  *: ok office
POST /netvaerk/{number}/mennesker/referenceleder
  closed rejected given_up stopped stopped_staked: 409 office
  *: ok office
POST /netvaerk/{number}/mennesker/i-stedet
  closed rejected given_up stopped stopped_staked: 409 office
  *: ok office
POST /netvaerk/{number}/mennesker/co-driver
  closed rejected given_up stopped stopped_staked: 409 office leader
  decided committee taken_up: ok office
  *: ok office leader
POST /netvaerk/{number}/mennesker/ingen-co-driver
  closed rejected given_up stopped stopped_staked: 409 office leader
  decided committee taken_up: ok office
  *: ok office leader
POST /netvaerk/{number}/mennesker/deltagere
  closed rejected given_up stopped stopped_staked: 409 office leader
  decided committee taken_up: ok office
  *: ok office leader
POST /netvaerk/{number}/mennesker/udefra
  closed rejected given_up stopped stopped_staked: 409 office leader
  decided committee taken_up: ok office
  *: ok office leader
POST /netvaerk/{number}/mennesker/inviterede
  closed rejected given_up stopped stopped_staked: 409 office leader
  decided committee taken_up: ok office
  *: ok office leader
POST /netvaerk/{number}/mennesker/inviterede-udefra
  closed rejected given_up stopped stopped_staked: 409 office leader
  decided committee taken_up: ok office
  *: ok office leader
POST /netvaerk/{number}/mennesker/{post_id}/afslut
  closed rejected given_up stopped stopped_staked: 409 office leader
  decided: ok office
  *: ok office leader
"""

STEPS = """
POST /netvaerk/{number}/fase-2
  decided: ok office
  staked learning: ok office leader
  preparing lost paper: again office leader
  committee taken_up: 409 office
  *: 409 office leader
POST /netvaerk/{number}/fase-3
  framed: ok consultant leader
  ready: again consultant leader
  decided committee taken_up: 409 consultant
  *: 409 consultant leader
POST /netvaerk/{number}/ledelse
  preparing: again office
  asked ready closed rejected given_up stopped stopped_staked: 409 office
  *: ok office
GET POST /netvaerk/{number}/videre
  decided preparing asked framed ready running changing lost lapsed ended: ok office stand_in
  paper learning: ok office
  staked: ok stand_in; 409 office
  committee taken_up: 409 office
  *: 409 office stand_in
GET POST /netvaerk/{number}/stop
  decided preparing asked framed ready running changing lost lapsed ended: ok office stand_in
  paper learning: ok office
  staked: ok stand_in; 409 office
  committee taken_up: 409 office
  *: 409 office stand_in
GET POST /netvaerk/{number}/genoptag
  stopped: ok office stand_in
  stopped_staked: ok stand_in; 409 office
  committee taken_up paper learning: 409 office
  *: 409 office stand_in
"""

AGREEMENTS = """
GET POST /netvaerk/{number}/aftaler/{post}
  closed rejected given_up stopped stopped_staked: 409 leader
  decided: 403 people
  *: ok leader
GET POST /netvaerk/{number}/aftaler/{post}/forberedelse
  closed rejected given_up stopped stopped_staked: 409 tasked
  decided: ok referenceleder
  *: ok two
GET POST /netvaerk/{number}/aftaler/{post}/tid
  closed rejected given_up stopped stopped_staked: 409 tasked
  decided: 409 referenceleder
  framed asked: ok two
  *: 409 two
POST /netvaerk/{number}/aftaler/{post}/tid/aflys
  closed rejected given_up stopped stopped_staked: 409 tasked
  decided: 409 referenceleder
  framed asked: ok two
  *: 409 two
GET /netvaerk/{number}/aftaler/{post}/kalenderfil
  closed rejected given_up stopped stopped_staked: 409 tasked
  decided: 409 referenceleder
  framed: ok two
  asked: 404 two
  *: 409 two
POST /forberedelser/{number}/{post}/slet
  framed running: ok leader; 404 everybody
  *: 404 everybody
POST /netvaerk/{number}/aftaler/{post}/vis
  closed rejected given_up stopped stopped_staked: 409 tasked
  decided: 409 referenceleder
  *: ok two
GET /netvaerk/{number}/aftaler/{post}/samtale
  closed rejected given_up stopped stopped_staked: 409 tasked
  decided: ok referenceleder
  *: ok two
POST /netvaerk/{number}/aftaler/{post}/samtale/{theme}
  closed rejected given_up stopped stopped_staked: 409 tasked
  framed: ok two
  decided: 409 referenceleder
  *: 409 two
"""
