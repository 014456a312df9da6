"""The roles, by what they are to a network of the town, and who may know of what (domain.md 13)."""

GROUPS = {
    "office": "consultant director",
    "people": "leader led",
    "led": "referenceleder co_driver participant stand_in guest",  # where nobody leads yet
    # Asked about phase 1: the head of a central department, and who sits in the body that decides. deputy approves for
    # that head (R9).
    "parties": "school_head deputy chef_member",
    "forums": "chef_member director_member politician",
    "registrars": "consultant director administrator",
    # finance_head heads a department that no network here concerns; former has left each; author proposed the ideas;
    # manager is the leader's own, as the network running has it.
    "others": "finance_head former author manager administrator nobody_special",
    "two": "leader referenceleder",
    "sides": "leader referenceleder co_driver",  # who agrees with another on the network
    "tasked": "leader referenceleder co_driver stand_in",
    "everybody": "office people parties forums others",
}

NETWORKS = {
    "idea given_up": "office people",
    "back proposed postponed rejected stopped stopped_staked": "office people parties",
    "committee": "office director_member politician",
    "taken_up": "office",
    # From the decision on every employee reads the short profile.
    "decided staked preparing asked framed ready running changing lost lapsed ended closed paper learning": "everybody",
}
# Phase 1, 2, 3 and the proposal about its leadership of each network: the draft is its writers' and the office's, a
# party reads what is sent, and what is agreed of the contract all parties, the people and who sits in a forum.
DOCUMENTS = {
    "idea/1 given_up/1 preparing/leadership": "office",
    "back/1 proposed/1 postponed/1 rejected/1": "office parties",
    "decided/1": "office led parties forums",
    "changing/1 ended/1 changing/2 ended/2 changing/3 lapsed/3": "office people parties forums",
    "running/1 running/2": "office people parties forums manager",
    "running/3": "office people parties forums former manager",  # who was asked by name reads what that was
    "committee/1": "office director_member politician",
    "learning/1": "office leader",
    "paper/1": "office leader participant forums",
    "preparing/2 asked/2 lost/2 paper/2 ready/3 paper/3": "office leader",
    "asked/leadership": "office chef_member",
    "ready/leadership": "office chef_member people",
    # Who leads the network and one who works with them (domain.md 7); the office does not read what is private.
    "framed/reference asked/reference lapsed/reference": "office two",
    "running/manager": "leader manager",
}
IDEAS = {"idea:received idea:apart idea:asked idea:rejected idea:withdrawn idea:merged idea:taken_up": "author office"}
# What belongs to no network: everybody may know that there is such a thing.
AROUND = {"site person left deputyship department mail meeting type scheme round workbook guide": "everybody"}
SEES = NETWORKS | DOCUMENTS | IDEAS | AROUND
