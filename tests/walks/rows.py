"""The database as it is stored at one moment, and what its rows say: of posts, of texts, of what was answered."""

# Who decides phase 1, by type and track (domain.md 4).
DECIDES = {
    ("welfare", ""): "chefforum",
    ("innovation", "director"): "direktoerforum",
    ("innovation", "committee"): "politisk_udvalg",
    ("learning", ""): "netvaerksdirektoer",
}


class Rows:
    """Every row of the database at one moment."""

    def __init__(self, connection, day):
        self.day = day
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        self.tables = {}
        for (name,) in names:
            found = connection.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid')
            columns = [column[0] for column in found.description]
            self.tables[name] = {row[0]: dict(zip(columns, row, strict=True)) for row in found}

    def all(self, table, **wanted):
        """The rows of the table that hold these values."""
        rows = self.tables[table].values()
        return [row for row in rows if all(row[column] == value for column, value in wanted.items())]

    def one(self, table, **wanted):
        return next(iter(self.all(table, **wanted)), None)

    def is_held(self, post):
        return post["from_date"] <= self.day and (post["to_date"] is None or post["to_date"] >= self.day)

    def holds(self, person, functions, network=None):
        """Whether the person holds one of these posts today, as such or on that network."""
        return any(
            post["function"] in functions and post["network_id"] in (None, network) and self.is_held(post)
            for post in self.all("post", person_id=person)
        )

    def holders(self, party):
        """Who can speak for a party today."""
        if party["person_id"]:
            return [party["person_id"]]
        same = {column: party[column] for column in ("function", "department_id", "network_id")}
        return [post["person_id"] for post in self.all("post", **same) if self.is_held(post)]

    def latest(self, document):
        return max(self.all("version", document_id=document["id"]), key=lambda row: row["n"], default=None)

    def parties(self, document):
        version = self.latest(document)
        return self.all("party", version_id=version["id"]) if version else []

    def said(self, party):
        """What the party said last: approve, send_back or propose."""
        consents = self.all("consent", party_id=party["id"])
        return consents[-1]["decision"] if consents else None

    def document(self, network, kind):
        """The network's text of that kind; of several, one after the other, the newest."""
        return next(reversed(self.all("document", network_id=network["id"], kind=kind)), None)

    def holder(self, network, function):
        """Who holds that post on the network today."""
        posts = self.all("post", network_id=network["id"], function=function)
        return next((post["person_id"] for post in posts if self.is_held(post)), None)

    def made_by(self, document, n):
        """Who has approved the text's version `n`, for which post."""
        version = self.one("version", document_id=document["id"], n=n)
        parties = {party["id"]: party for party in self.all("party", version_id=version["id"] if version else 0)}
        said = [row for row in self.all("consent", decision="approve") if row["party_id"] in parties]
        return {parties[row["party_id"]]["function"]: row["person_id"] for row in said}

    def in_force(self, document):
        return bool(document and document["agreed_n"] and document["state"] != "ended")

    def is_decided(self, network):
        """R4: phase 1 is in force, or out and acceded to by who decides."""
        idea = self.document(network, "contract.idea")
        if idea is None or self.in_force(idea) or idea["state"] != "sent":
            return self.in_force(idea)
        decides = DECIDES[network["type"], network["track"]]
        return any(self.said(party) == "approve" for party in self.parties(idea) if party["function"] == decides)
