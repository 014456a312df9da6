"""Who reads which text (domain.md 13). `draft`: what is being written; a number: that version; `reason`: what somebody
proposed who was asked; `scan`: the signed paper."""

TEXTS = {
    ("idea/1", "draft", "idea/1"): "office",
    ("back/1", "1", "back/1"): "office parties",
    ("back/1", "draft", "back/1:again"): "office",
    ("proposed/1", "1", "proposed/1"): "office parties",
    ("rejected/1", "1", "rejected/1"): "office parties",
    ("rejected/1", "draft", "rejected/1:again"): "office",
    ("given_up/1", "draft", "given_up/1"): "office",
    ("committee/1", "1", "committee/1"): "office director_member politician",
    ("decided/1", "1", "decided/1"): "office led parties forums",
    ("running/1", "1", "running/1"): "office people parties forums manager",
    ("running/1", "scan", ""): "office parties",
    ("changing/1", "1", "changing/1"): "office people parties forums",
    ("changing/1", "draft", "changing/1:change"): "office",
    ("ended/1", "1", "ended/1"): "office people parties forums",
    ("paper/1", "1", "paper/1"): "office leader participant forums",
    ("paper/1", "scan", ""): "office leader participant forums",
    ("preparing/2", "draft", "preparing/2"): "office leader",
    ("asked/2", "1", "asked/2"): "office leader",
    ("running/2", "1", "running/2"): "office people parties forums manager",
    ("changing/2", "1", "changing/2"): "office people parties forums",
    ("changing/2", "2", "changing/2:change"): "office leader",
    ("paper/2", "draft", "paper/2"): "office leader",
    ("ready/3", "draft", "ready/3"): "office leader",
    ("running/3", "1", "running/3"): "office people parties forums former manager",
    ("running/3", "reason", "running:proposal"): "office leader co_driver",
    ("changing/3", "1", "changing/3"): "office people parties forums",
    ("changing/3", "draft", "changing/3:change"): "office leader",
    ("preparing/leadership", "draft", "preparing/leadership"): "office",
    ("asked/leadership", "1", "asked/leadership"): "office chef_member",
    ("ready/leadership", "1", "ready/leadership"): "office chef_member people",
    ("framed/reference", "draft", "framed/reference"): "office two",
    ("asked/reference", "1", "asked/reference"): "office two",
    ("lapsed/reference", "1", "lapsed/reference"): "office two",
    ("running/manager", "1", "running/manager"): "leader manager",
}
# What else was said of these.
REMARKS = {
    "framed:alone": "leader",  # what one prepares alone, nobody else reads (R6)
    "framed:place": "two",
    "framed/reference:remark": "office two",
    "back:reason": "office parties",
    "idea:asked:remark": "author office",
    "idea:rejected:remark": "author office",
}
