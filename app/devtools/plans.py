"""What happens to each of the demo's networks: a plan is the steps of a story (story.py), in order."""

from dataclasses import dataclass

OPENED = "open write complete "
BEGUN = "begin write complete "
APPROVED = "approve "


@dataclass(frozen=True)
class Outsider:
    """Somebody from outside who takes part."""

    name: str
    organisation: str
    email: str = ""


@dataclass(frozen=True)
class Plan:
    """`theme` is a theme's key, `ended` how many days ago the last step was taken."""

    theme: str
    ended: int
    story: str
    leader: str = ""
    co_driver: str = ""
    participants: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()  # from the workshop: the first confirms later, the last never answers
    outsiders: tuple[Outsider, ...] = ()

    @property
    def steps(self) -> list[str]:
        return self.story.split()


PLANS = (
    Plan(
        "elever-med-hoejt-fravaer",
        5,
        f"{OPENED}send {APPROVED * 5}decide name_leader {BEGUN}send {APPROVED * 2}name_co_driver staff invite_outside "
        f"{BEGUN}agree_jointly answer answer_by_link propose",
        leader="Ida Skovbjerg",
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
        f"{OPENED}send {APPROVED * 3}decide name_leader name_co_driver {BEGUN}send {APPROVED * 2}staff "
        "invite_outside begin write",
        leader="Signe Overgaard",
        co_driver="Thomas Vinther Bech",
        participants=("Bente Raunkjær", "Erik Dalsgaard", "Kirsten Munkholm", "Marianne Tofte"),
        outsiders=(
            Outsider("Grethe Lauridsen", "Pårørende", "grethe.l@example.org"),
            Outsider("Poul Erik Friis", "Ældrerådet"),
        ),
    ),
    Plan(
        "haervaerk-paa-skolerne",
        3,
        f"{OPENED}send {APPROVED}send_back revise send {APPROVED * 4}decide name_leader {BEGUN}send {APPROVED}",
        leader="Jakob Stenholt",
    ),
    Plan(
        "en-styrket-administration",
        2,
        f"{OPENED}send {APPROVED * 5}decide name_leader {BEGUN}send {APPROVED * 2}name_co_driver staff invite_outside "
        f"change revise send {APPROVED}",
        leader="Louise Frandsen",
        co_driver="Henrik Åbenhus",
        participants=("Lise Thorup", "Pia Engelbrecht", "Tina Bjørnholt", "Vibeke Stougaard"),
        outsiders=(Outsider("Mogens Hjortshøj", "Konsulent i indkøb", "mogens@example.com"),),
    ),
    Plan(
        "en-faelles-ungdomsklub",
        1,
        f"{OPENED}send {APPROVED * 4}decide name_leader begin write",
        leader="Malik Yilmaz",
    ),
    Plan(
        "bo-i-albertslund",
        3,
        f"{OPENED}send decide decide_changed name_leader {BEGUN}send {APPROVED}send_back",
        leader="Camilla Nørremark",
    ),
    Plan(
        "projekt-og-procesledere",
        4,
        f"{OPENED}name_leader send sign_on_paper {BEGUN}send {APPROVED * 2}change revise",
        leader="Peter Dam Hougaard",
    ),
    Plan("urban-farming", 3, f"{OPENED}send {APPROVED}decide"),
    Plan("unge-uden-job", 28, f"{OPENED}send {APPROVED * 2}"),
    Plan("overgange", 3, f"{OPENED}send {APPROVED}suggest"),
    Plan("trygge-stier", 30, f"{OPENED}withdraw"),
    Plan("hjaelpemidler", 13, f"{OPENED}send send_back revise send {APPROVED * 3}"),
    Plan("ensomme-maend", 1, "open write"),
)
