"""The steps that documents, ideas and networks take, and what is told of each, by hand (domain.md 5, 6)."""

from tests.lifecycle.arrows import BY_ITSELF, pairs

# Act → the event that tells of it; a document's acts, then a network's, then an idea's.
EVENTS = {
    "edit": "document.edited",
    "send": "document.sent",
    "recall": "document.recalled",
    "approve": "document.approved",
    "send_back": "document.sent_back",
    "decide": "document.decided",
    "sign": "document.approved_on_paper",
    "adopt": "document.adopted",
    "agree": "document.agreed_jointly",
    "answer": "document.answered",
    "invite": "document.invited",
    "revoke": "document.link_revoked",
    "change": "document.change_begun",
    "give_up": "document.change_given_up",
    "withdraw": "document.withdrawn",
    "resume": "document.resumed",
    "end": "document.ended",
    "open": "network.opened",
    "name_leader": "network.leader_named",
    "name_referenceleder": "network.leader_named",
    "name_stand_in": "network.leader_named",
    "name_co_driver": "network.participant_added",
    "add": "network.participant_added",
    "add_external": "network.participant_added",
    "invite_guest": "network.invited",
    "end_role": "network.role_ended",
    "waive": "network.co_driver_waived",
    "begin_frame": "document.created",
    "begin_charter": "document.created",
    "begin_appointment": "document.created",
    "begin_agreement": "document.created",
    "brief": "network.briefed",
    "move_on": "network.moved_on",
    "stop": "network.stopped",
    "reopen": "network.reopened",
    "propose": "idea.proposed",
    "change_idea": "idea.changed",
    "withdraw_idea": "idea.withdrawn",
    "ask": "idea.asked",
    "reject": "idea.rejected",
    "merge": "idea.merged",
    "take_up": "idea.taken_up",
    "rank": "idea.ranked",
    "set_apart": "idea.set_apart",
    "reopen_idea": "idea.reopened",
}

# Where an act may lead a document, and an idea; what is not listed may lead nowhere else.
DOCUMENT = {
    "edit": pairs("draft > draft"),
    "send": pairs("draft > sent", "draft > agreed"),
    "recall": pairs("sent > draft"),
    "approve": pairs("sent > sent", "sent > agreed"),
    "send_back": pairs("sent > draft"),
    "decide": pairs("sent > sent", "sent > agreed", "sent > draft"),
    "sign": pairs("sent > sent", "sent > agreed"),
    "agree": pairs("draft > agreed"),
    "answer": pairs("agreed > agreed", "draft > draft"),
    "invite": pairs("agreed > agreed", "draft > draft"),
    "revoke": pairs("agreed > agreed", "draft > draft"),
    "change": pairs("agreed > draft"),
    "give_up": pairs("draft > agreed"),
    "withdraw": pairs("draft > withdrawn"),
    "resume": pairs("withdrawn > draft"),
    "end": pairs("agreed > ended"),
}

# What becomes of an agreement when another holds a post of it (R7), whatever the act.
REPLACED = pairs("draft sent agreed > ended", "sent > draft")

IDEA = {
    "change_idea": pairs("received asked > received"),
    "withdraw_idea": pairs("received asked > withdrawn"),
    "ask": pairs("received asked > asked"),
    "reject": pairs("received asked > rejected"),
    "merge": pairs("received asked > merged"),
    "take_up": pairs("received asked > taken_up"),
    "rank": pairs("received > received", "asked > asked"),
    "set_apart": pairs("received > received", "asked > asked"),
    "reopen_idea": pairs("rejected merged > received"),
}

# What is told besides the act, by the rows that each tells of.
FOLLOWS = {
    "document.agreed",
    "document.was_present",
    "document.acceded_through",
    "document.created",
    "document.edited",  # a draft is prefilled, or says again what is in force
    "network.opened",
    "network.appointed",
    "network.role_ended",
    "network.manager_named",
    *BY_ITSELF,
}
