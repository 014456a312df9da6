"""The usual course of a network of each type (domain.md 8): inspiration that a plan may begin with, which the office
changes with the row of its type (R1)."""

from dataclasses import dataclass

WORK, BREAK, TEST = "Arbejde", "Pause", "Afprøvning"


@dataclass(frozen=True)
class Stretch:
    """A period of a course that has no date yet. Hours are planned hours a week, as they are written: 7,5; `weeks` is
    a whole number; `kind` is work, break or test."""

    name: str
    content: str
    weeks: str
    leader: str
    co_driver: str
    participants: str
    kind: str = WORK


Course = tuple[Stretch, ...]


def length(course: Course) -> int:
    """How many weeks it takes, breaks among them."""
    return sum(int(stretch.weeks or 0) for stretch in course)


_PREPARING = "Samtaler og aftaler med referenceleder, personaleleder og co-driver. Deltagerne bliver fundet."
_WORKSHOP = "Lederen og co-driveren lægger startworkshoppen til rette. Alle mødes og laver den fælles aftale."
_ANCHORING = "Anbefalingerne får en ejer, og erfaringerne bliver fortalt videre."

WELFARE: Course = (
    Stretch("Forberedelse og aftaler", _PREPARING, "4", "10", "5", "0"),
    Stretch("Design og startworkshop", _WORKSHOP, "3", "12", "6", "4"),
    Stretch("Udforskning", "Netværket undersøger, hvad der er på spil for borgerne.", "7", "10", "5", "3"),
    Stretch("Pause", "Lederen er tilbage i egen afdeling.", "2", "0", "0", "0", BREAK),
    Stretch("Idéer", "Netværket samler det, det har hørt, og vælger, hvad der skal prøves af.", "4", "10", "5", "3"),
    Stretch("Forberedelse af afprøvning", "Aftaler med dem, der skal prøve idéerne af.", "4", "10", "5", "3"),
    Stretch("Afprøvning", "Idéerne bliver prøvet af i driften. I følger med og retter til.", "8", "4", "3", "2", TEST),
    Stretch("Evaluering og anbefalinger", "I svarer på kriterierne og skriver anbefalinger.", "4", "10", "5", "3"),
    Stretch("Forankring", _ANCHORING, "4", "6", "3", "1"),
)
INNOVATION: Course = (
    Stretch("Forberedelse og aftaler", _PREPARING, "4", "10", "5", "0"),
    Stretch("Design og startworkshop", _WORKSHOP, "4", "12", "6", "4"),
    Stretch("Udforskning", "Netværket undersøger målet åbent sammen med dem, det angår.", "12", "10", "5", "3"),
    Stretch("Pause", "Lederen er tilbage i egen afdeling.", "3", "0", "0", "0", BREAK),
    Stretch("Idéer", "Idéer til nye samarbejder og nye måder at få borgerne med på.", "8", "10", "5", "3"),
    Stretch("Forberedelse af afprøvning", "Aftaler med dem, der skal prøve idéerne af.", "4", "10", "5", "3"),
    Stretch("Afprøvning", "De første idéer bliver prøvet af. I følger med og retter til.", "8", "4", "3", "2", TEST),
    Stretch("Evaluering og anbefalinger", "I gør status: Hvad har I lært, og hvad er det næste?", "4", "10", "5", "3"),
    Stretch("Forankring", _ANCHORING, "4", "6", "3", "1"),
)
LEARNING: Course = (
    Stretch("Forberedelse og aftaler", "Hvad vil I lære, og hvem er med?", "2", "4", "2", "0"),
    Stretch("Startworkshop", "Alle mødes og laver den fælles aftale.", "1", "8", "4", "4"),
    Stretch("Læring og afprøvning", "I lærer af hinanden og prøver det nye af mellem møderne.", "12", "4", "2", "3"),
    Stretch("Evaluering og anbefalinger", "I samler op på, hvad I har lært.", "2", "4", "2", "2"),
    Stretch("Forankring", "Det, I har lært, bliver delt med kollegerne.", "2", "3", "2", "1"),
)
