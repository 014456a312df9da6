"""What the cooperation agreements ask (domain.md 7). The headings are few; what to think of stands beside each."""

from app.documents.questions import Question


def _asked(key: str, heading: str, wording: str, help_: str, beside: tuple[str, ...] = ()) -> Question:
    """None is required: two people agree on what they need to."""
    return Question(key, heading, wording, help_, unfolded=True, beside=beside)


PERSONALELEDER = (
    _asked(
        "balance",
        "Tid til netværk og drift",
        "Hvordan fordeler vi tiden mellem netværket og de daglige opgaver?",
        "Timerne i hver periode står i forløbsplanen. Skriv, hvilke opgaver der bliver flyttet, hvordan I to følger "
        "med i, om det går op, og hvordan personalelederen vil følge netværket.",
        beside=("course_plan", "extent"),
    ),
    _asked(
        "secretariat",
        "Dage i sekretariatet",
        "Hvornår sidder netværkslederen i sekretariatet?",
        "For eksempel faste dage, eller dage op til møderne.",
    ),
    _asked(
        "skills",
        "Kompetencer",
        "Hvad skal netværkslederen lære, og hvordan bruger vi det bagefter?",
        "Tænk på, hvordan det kommer afdelingen og resten af kommunen til gode, hvornår I fortæller om netværket på "
        "afdelingsmøder, og hvad I tager op i PULS-samtalen.",
    ),
)
REFERENCELEDER = (
    _asked(
        "expectations",
        "Forventninger til hinanden",
        "Hvad forventer vi af hinanden, og hvad ser hver af os som sin rolle?",
        "Skriv også, hvad hver af jer har på spil i temaet.",
        beside=("purpose", "leadership_room"),
    ),
    _asked(
        "platforms",
        "Tema, døre og penge",
        "Hvordan hænger temaet sammen med det øvrige arbejde, og hvem åbner hvilke døre?",
        "Tænk på strategien, egne platforme, lederne på niveau 4 og 5, penge til afprøvning og samspillet med "
        "politikerne.",
        beside=("strategy", "politics", "money"),
    ),
    _asked(
        "rhythm",
        "Sparring og afprøvning",
        "Hvornår taler vi sammen, og hvordan går det videre med det, netværket prøver af?",
        "Skriv, hvor tit I mødes, hvem der tager idéer fra afprøvning til drift, og hvordan I viser værdien.",
    ),
)
CO_DRIVER = (
    _asked(
        "brings",
        "Det, vi hver især bidrager med",
        "Hvad kan co-driveren, og hvad har netværkslederen brug for?",
        "En co-driver kan være fagekspert, supplere netværkslederen, være god til at lede netværk (nysgerrig, "
        "struktureret, god til processer og på jagt efter effekt) eller sidde et sted, hvor løsningerne skal leve "
        "videre. Gerne flere ting på én gang.",
        beside=("purpose",),
    ),
    _asked(
        "work",
        "Hvem gør hvad",
        "Hvem gør hvad før, under og efter møderne?",
        "Skriv også, hvornår I to ser tilbage på, hvordan det går.",
    ),
    _asked(
        "training",
        "På vej mod at lede",
        "Hvordan øver co-driveren sig i at lede et netværk, og hvor meget tid tager det?",
        "Timerne i hver periode står i forløbsplanen. Fortæl co-driverens personaleleder, hvad I har aftalt.",
        beside=("course_plan",),
    ),
)
