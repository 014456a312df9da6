"""What happens to each of the demo's networks: a plan is the steps of a story (story.py), in order."""

from dataclasses import dataclass

OPENED = "open write complete "
BEGUN = "begin write complete "
APPROVED = "approve "
# All who are asked approve, then chefforum decides, on who is to lead too.
DECIDED = "send approve_rest propose_leader decide "


@dataclass(frozen=True)
class Outsider:
    """Somebody from outside who takes part."""

    name: str
    organisation: str
    email: str = ""


@dataclass(frozen=True)
class Guest:
    """An employee who is invited for so many days."""

    name: str
    purpose: str
    days: int = 30


@dataclass(frozen=True)
class Plan:
    """`theme` is a theme's key, `ended` how many days ago the last step was taken."""

    theme: str
    ended: int
    story: str
    leader: str = ""
    referenceleder: str = ""
    co_driver: str = ""
    participants: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()  # from the workshop: the first confirms later, the last never answers
    outsiders: tuple[Outsider, ...] = ()
    guests: tuple[Guest, ...] = ()

    @property
    def steps(self) -> list[str]:
        return self.story.split()


PLANS = (
    Plan(
        "elever-med-hoejt-fravaer",
        5,
        f"{OPENED}{DECIDED}{BEGUN}send {APPROVED * 2}name_co_driver staff invite_outside "
        f"{BEGUN}agree_jointly answer answer_by_link propose",
        leader="Ida Skovbjerg",
        referenceleder="Lone Rask Mikkelsen",
        co_driver="Omar Haidari",
        participants=(
            "Anne-Grethe Lykke",
            "Frederik Aaby",
            "Fatima El-Sayed",
            "Kirsten Munkholm",
            "Pia Engelbrecht",
            "Søren Kjærulff",
        ),
        absent=("Kirsten Munkholm", "Søren Kjærulff"),
        outsiders=(
            Outsider("Sofie Brandt", "Forælder", "sofie.brandt@example.org"),
            Outsider("Jonas Krogsgaard", "Foreningen Fælles Fritid", "jonas@example.org"),
        ),
    ),
    Plan(
        "involvering-af-paaroerende-i-aeldreplejen",
        2,
        f"{OPENED}{DECIDED}name_co_driver {BEGUN}send {APPROVED * 2}staff invite_outside invite begin write",
        leader="Signe Overgaard",
        referenceleder="Jens Peter Vestergaard",
        co_driver="Thomas Vinther Bech",
        participants=("Bente Raunkjær", "Erik Dalsgaard", "Kirsten Munkholm", "Marianne Tofte"),
        outsiders=(
            Outsider("Grethe Lauridsen", "Pårørende", "grethe.l@example.org"),
            Outsider("Poul Erik Friis", "Ældrerådet"),
        ),
        guests=(Guest("Fatima El-Sayed", "Fortæller, hvordan skolerne taler med forældre"),),
    ),
    Plan(
        "haervaerk-paa-skolerne",
        3,
        f"{OPENED}send {APPROVED}send_back revise {DECIDED}no_co_driver {BEGUN}send {APPROVED}",
        leader="Jakob Stenholt",
        referenceleder="Mette Øllgaard",
    ),
    Plan(
        "en-styrket-administration",
        2,
        f"{OPENED}{DECIDED}{BEGUN}send {APPROVED * 2}name_co_driver staff invite_outside change revise send {APPROVED}",
        leader="Louise Frandsen",
        referenceleder="Mette Øllgaard",
        co_driver="Henrik Åbenhus",
        participants=("Lise Thorup", "Pia Engelbrecht", "Tina Bjørnholt", "Vibeke Stougaard"),
        outsiders=(Outsider("Mogens Hjortshøj", "Konsulent i indkøb", "mogens@example.com"),),
    ),
    Plan(
        "en-faelles-ungdomsklub",
        1,
        f"{OPENED}send {APPROVED}approve_by_deputy approve_rest propose_leader decide begin write",
        leader="Malik Yilmaz",
        referenceleder="Lone Rask Mikkelsen",
    ),
    Plan(
        "bo-i-albertslund",
        3,
        f"{OPENED}send decide decide_changed propose_leader decide_leader {BEGUN}send {APPROVED}send_back",
        leader="Camilla Nørremark",
        referenceleder="Torben Rosenkilde",
    ),
    Plan(
        "projekt-og-procesledere",
        4,
        f"{OPENED}send {APPROVED}propose_leader {BEGUN}send {APPROVED * 2}change revise",
        leader="Peter Dam Hougaard",
    ),
    Plan("urban-farming", 3, f"{OPENED}send sign_on_paper decide"),
    Plan("unge-uden-job", 28, f"{OPENED}send {APPROVED * 2}"),
    Plan("overgange", 3, f"{OPENED}send {APPROVED}suggest"),
    Plan("trygge-stier", 30, f"{OPENED}withdraw"),
    Plan("hjaelpemidler", 13, f"{OPENED}send send_back revise send approve_rest"),
    Plan("ensomme-maend", 1, "open write"),
)
