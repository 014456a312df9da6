"""Documents: written, sent, agreed, changed, given up, ended."""

READ = """
GET /dokumenter/{number}
  *: ok sees
GET /dokumenter/{number}/version/{n}
  idea/1 given_up/1 preparing/2 paper/2 paper/3 lost/2 ready/3 preparing/leadership framed/reference: 404 sees
  *: ok sees
GET POST /dokumenter/{number}/version/{n}/pdf
  idea/1 given_up/1 preparing/2 paper/2 paper/3 lost/2 ready/3 preparing/leadership framed/reference: 404 sees
  *: ok sees
GET POST /dokumenter/{number}/forskel/{a}/{b}/pdf
  idea/1 given_up/1 preparing/2 paper/2 paper/3 lost/2 ready/3 preparing/leadership framed/reference: 404 sees
  *: ok sees
GET POST /dokumenter/{number}/pdf
  back/1 rejected/1: ok office; 409 parties
  *: ok sees
GET POST /dokumenter/{number}/pdf/underskrift
  proposed/1 asked/2 asked/leadership learning/1 asked/reference: ok sees
  changing/2 ended/2: ok office leader; 409 sees
  *: 409 sees
GET POST /dokumenter/{number}/underskriftsblad/pdf
  idea/1 given_up/1 back/1 rejected/1 preparing/2 paper/2 paper/3 lost/2 ready/3 preparing/leadership: 409 sees
  framed/reference: 409 sees
  *: ok sees
GET /dokumenter/{number}/papir/{copy_id}
  running/1: ok office parties; 404 sees
  paper/1: ok sees
GET /dokumenter/{number}/historik
  framed/reference asked/reference: ok office two
  lapsed/reference: ok office
  running/manager: ok leader manager
  */1 */leadership: ok office
  *: ok office leader
GET /dokumenter/{number}/bemaerkninger/{remark_id}
  framed/reference asked/reference: ok office two
GET /dokumenter/{number}/historik/{n}
  framed/reference asked/reference: ok office two
  lapsed/reference: ok office
  running/manager: ok leader manager
  paper/3: 404 office leader
  */1 */leadership: ok office
  *: ok office leader
"""

WRITE = """
GET POST /dokumenter/{number}/ret
  framed/reference: ok two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  idea/1 back/1 rejected/1 changing/1 preparing/leadership: ok office
  preparing/2 paper/2 lost/2: ok office leader
  ready/3 changing/3 lapsed/3: ok consultant leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
GET POST /dokumenter/{number}/kommenter/{question}/{passage}
  framed/reference: ok two
  asked/reference: 409 two
  idea/1: ok office
POST /dokumenter/{number}/bemaerkninger/{remark_id}
  framed/reference: ok two
  asked/reference: 409 two
POST /dokumenter/{number}/historik/{n}/gendan
  framed/reference: ok two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  idea/1 back/1 rejected/1 changing/1 preparing/leadership: ok office
  preparing/2 paper/2 lost/2: ok office leader
  ready/3 changing/3 lapsed/3: ok consultant leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
POST /dokumenter/{number}/send
  framed/reference: ok two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  idea/1 back/1 rejected/1 changing/1 preparing/leadership: ok office
  preparing/2 paper/2: ok office leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
POST /dokumenter/{number}/traek-tilbage
  framed/reference: 409 two
  asked/reference: ok two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  proposed/1 postponed/1 committee/1 learning/1: ok office
  asked/2 changing/2 ended/2: ok office leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
POST /dokumenter/{number}/aendr
  framed/reference: 409 two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: ok leader manager
  decided/1 running/1 paper/1 ready/leadership: ok office
  running/2: ok office leader
  running/3: ok consultant leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
POST /dokumenter/{number}/opgiv-aendring
  framed/reference: 409 two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  changing/1: ok office
  changing/3 lapsed/3: ok consultant leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
POST /dokumenter/{number}/opgiv
  framed/reference: ok two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  idea/1 back/1 rejected/1 preparing/leadership: ok office
  preparing/2 paper/2 lost/2: ok office leader
  ready/3: ok consultant leader
  given_up/1: again consultant; 409 director
  paper/3: again consultant; 409 leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
POST /dokumenter/{number}/genoptag
  framed/reference: 409 two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  given_up/1: ok office
  paper/3: ok consultant leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
POST /dokumenter/{number}/afslut
  running/manager: ok leader manager
  lapsed/reference: again consultant; 409 director
  decided/1 running/1 running/2 running/3 paper/1 ready/leadership: ok office
  ended/1: again consultant; 409 director
  *: 409 office
"""

AGREE = """
POST /dokumenter/{number}/godkend
  asked/reference: ok referenceleder; again leader
  proposed/1: ok director school_head deputy
  asked/2 changing/2: ok director leader
  asked/leadership: ok director
  *: 409 sees
POST /dokumenter/{number}/send-tilbage
  asked/reference: ok two
  proposed/1: ok director school_head deputy
  postponed/1: ok director school_head
  asked/2 changing/2 ended/2: ok director leader
  asked/leadership learning/1: ok director
  committee/1: 403 sees
  *: 409 sees
GET POST /dokumenter/{number}/beslutning
  running/manager: 403 sees
  proposed/1 postponed/1 committee/1: ok office
  *: 409 office
GET POST /dokumenter/{number}/papir
  asked/reference: ok office
  running/manager: 409 leader manager
  proposed/1 asked/2 changing/2 learning/1 asked/leadership: ok office
  *: 409 office
GET POST /dokumenter/{number}/indgaaet-paa-papir
  running/manager: 403 sees
  paper/2: ok office
  *: 409 office
GET POST /dokumenter/{number}/faelles
  framed/reference: 409 two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  ready/3 changing/3: ok consultant leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
GET /dokumenter/{number}/svar
  running/3 changing/3 lapsed/3: ok sees
  *: 409 sees
POST /dokumenter/{number}/svar
  running/3: ok participant co_driver; 409 leader former
  changing/3 lapsed/3: ok participant co_driver; 409 leader
  *: 409 sees
GET /dokumenter/{number}/invitation
  framed/reference: 409 two
  asked/reference: 409 two
  lapsed/reference: 403 sees
  running/manager: 409 leader manager
  running/3 changing/3 lapsed/3: ok consultant leader
  */1 */leadership: 409 office
  */2: 409 office leader
  */3: 409 consultant leader
POST /dokumenter/{number}/invitation/{party_id}
  running/3 changing/3 lapsed/3: 200 consultant leader
POST /dokumenter/{number}/invitation/{party_id}/tilbagekald
  running/3 changing/3 lapsed/3: ok consultant leader
"""
