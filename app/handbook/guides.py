"""What the guides say (domain.md 3 and 7): whole Danish text, written once. The page and both prints are made of it.

A guide fills four small pages, and a text too long for them is not printed. Who changes a text gives EDITION the day:
it stands in the foot of the paper.
"""

from datetime import date

from app.handbook.guide import Guide, Passage, Step

EDITION = date(2026, 12, 1)

GOOD_LEADER = Passage(
    "Hvem er en god netværksleder?",
    [
        "En, der lægger det lokale til side for den fælles opgave og vil vokse som facilitator. En, der ser "
        "usædvanlige åbninger, kan rumme både kreativitet og system og leder med det gode argument.",
        "En, der sætter det rette hold sammen med netværksdirektøren, er modig, nysgerrig og vedholdende og tør gå "
        "nye veje.",
    ],
)
GOOD_PARTICIPANT = Passage(
    "Hvem er en god deltager?",
    [
        "En, der er nysgerrig og ærlig, tør noget og kan skifte perspektiv. En god deltager går aktivt og positivt "
        "ind i arbejdet og kommer med sin faglighed og sit engagement."
    ],
)

BEGINNING = Passage(
    "Sådan begynder I",
    steps=[
        Step("I får pjecen.", "Begge får den, før I taler sammen."),
        Step(
            "I forbereder jer hver for sig, hvis I vil.",
            "Ingen andre kan læse det, du skriver, heller ikke sekretariatet.",
        ),
        Step("I taler sammen.", "Du vælger selv, svar for svar, hvad du viser."),
        Step("I skriver aftalen.", "I retter begge i det samme udkast og taler om det, I er uenige om."),
        Step("I godkender begge.", "Så ligger teksten fast. Vil I ændre noget, laver I en ny version."),
    ],
)

REFERENCELEDER = Guide(
    function="referenceleder",
    slug="referenceleder",
    name="Referenceleder",
    title="Referenceleder for\N{NO-BREAK SPACE}et\N{NO-BREAK SPACE}netværk",
    summary="For dig, der bygger bro mellem et netværk og resten af organisationen.",
    lead="Du leder et sted, hvor temaet hører hjemme. Nu bygger du bro mellem organisationen og netværket.",
    picture="bridge",
    depicts="Referencelederen står på broen mellem linjen og netværket.",
    pages=[
        [
            Passage(
                "Kort om rollen",
                [
                    "Et netværk har én referenceleder ad gangen. I et velfærdsnetværk er det som regel et medlem af "
                    "chefforum, i et innovationsnetværk en direktør. Et læringsnetværk kan klare sig uden.",
                    "Du leder ikke netværket. Det gør netværkslederen. Men I deler et ledelsesrum, og du er med til "
                    "at sikre, at det, netværket finder frem til, bliver til noget i hverdagen.",
                ],
            ),
        ],
        [
            Passage(
                "Ti ting, du bidrager med",
                steps=[
                    Step("Læs organisationen.", "Knyt temaet til den strategiske dagsorden, eller sæt en ny."),
                    Step(
                        "Åbn døre.",
                        "Find nye arenaer, brug dine egne platforme, og hold arbejdet i takt med det, der ellers "
                        "sker i linjen.",
                    ),
                    Step(
                        "Vær sparringspartner.", "I deler et ledelsesrum. Bak netværkslederen op, når der skal mod til."
                    ),
                    Step("Find penge til afprøvningen.", "Eller tag ansvaret for ansøgninger om penge udefra."),
                    Step(
                        "Skab ejerskab.",
                        "Sørg sammen med netværkslederen for, at temaet er relevant for de centrale ledere på "
                        "niveau 4–5.",
                    ),
                    Step(
                        "Vær en aktiv medspiller.",
                        "Sig, hvad du forventer og selv har på spil, anerkend udfordringen, og træd til, så der "
                        "sker noget.",
                    ),
                    Step(
                        "Få øje på værdien.",
                        "Hjælp netværkslederen med at forfølge den og vise den for organisationen, politikerne og "
                        "byen.",
                    ),
                    Step(
                        "Del ansvaret for afprøvning.",
                        "Idéer skal prøves, føres fra laboratorium til linje og bredes ud.",
                    ),
                    Step(
                        "Vurdér det politiske.",
                        "Er et politisk samspil relevant, sørger du for, at det kommer i stand.",
                    ),
                    Step("Gå foran.", "Rollen er opsøgende, og du og netværkslederen er afhængige af hinanden."),
                ],
            ),
        ],
        [
            BEGINNING,
            Passage(
                "Tænk over det her, før I mødes",
                items=[
                    "Hvad vil du gerne kunne sige om netværket, når det slutter?",
                    "Hvad har du selv på spil?",
                    "Hvilke ledere skal med, hvis løsningerne skal leve videre?",
                    "Hvor kan temaet støde sammen med noget andet, du er optaget af?",
                    "Hvor tit skal I to sparre, og hvad vil du helst bruges til?",
                    "Hvad gør du, hvis netværket anbefaler noget, du er uenig i?",
                ],
            ),
        ],
        [
            Passage(
                "Noget for din egen afdeling",
                ["Din afdeling kan få ny viden og nye forbindelser med hjem. Hold øje med, hvad I selv kan bruge."],
            ),
        ],
    ],
    notes=13,
)

PERSONALELEDER = Guide(
    function="personaleleder",
    slug="personaleleder",
    name="Personaleleder",
    title="Personaleleder for en, der er med i et netværk",
    summary="For dig, der skal give en medarbejder tid og plads til at lede eller deltage i et netværk.",
    lead="Din medarbejder skal lede eller deltage i et netværk. Du giver tid og plads til det.",
    picture="balance",
    depicts="Personalelederen holder balancen mellem opgaverne i linjen og opgaverne i netværket.",
    pages=[
        [
            Passage(
                "Kort om rollen",
                [
                    "Netværket forpligter lige så meget som arbejdet i linjen. Derfor finder I to balancen sammen.",
                    "Med en netværksleder skriver du en samarbejdsaftale. Hvordan timerne bliver brugt, er mellem "
                    "jer to. Er din medarbejder co-driver eller deltager, er der ingen aftale at skrive, men tal om "
                    "tiden, inden netværket begynder.",
                    "Din afdeling kan få noget med hjem: ny viden, nye forbindelser og nye måder at løse opgaver på.",
                ],
            ),
        ],
        [
            Passage(
                "Ti ting, du gør",
                steps=[
                    Step(
                        "Få øje på talent.",
                        "Læg mærke til dem, der kan lede netværk, og til evner, der rækker på tværs.",
                    ),
                    Step("Skab tid.", "Tilrettelæg hverdagen, så der er plads til netværket."),
                    Step("Opmuntr.", "Sig det, når du kender et netværk, der er relevant for en medarbejder."),
                    Step("Prioritér klart.", "Sig, hvornår netværket går forud for linjen."),
                    Step("Vis interesse.", "Spørg, hvordan det går i netværket."),
                    Step("Spred viden.", "Lad for eksempel netværkslederen fortælle på et afdelingsmøde."),
                    Step("Anerkend arbejdet.", "Både det i netværket og det i linjen."),
                    Step("Gør resultaterne synlige.", "Hjælp med at vise dem frem i afdelingen."),
                    Step("Hold øje med udviklingen.", "Læg mærke til, hvad din medarbejder lærer, og brug det."),
                    Step("Tag det op i PULS-samtalen.", "Arbejdet i netværket hører med."),
                ],
            ),
            Passage(
                "Hold også øje med temaer",
                [
                    "Det næste tema findes måske i din egen afdeling, eller dér, hvor den møder andre. Alle kan "
                    "foreslå et netværk, når som helst."
                ],
            ),
        ],
        [
            BEGINNING,
            Passage(
                "Tænk over det her, før I mødes",
                items=[
                    "Hvor mange timer om ugen handler det om, og hvornår i forløbet?",
                    "Hvilke opgaver skal flyttes, og til hvem?",
                    "Hvordan følger I to med i, om balancen holder?",
                    "Hvad skal din medarbejder lære, og hvor kan I bruge det?",
                    "Hvordan bliver netværket relevant for dig og for afdelingen?",
                ],
            ),
        ],
        [
            GOOD_LEADER,
        ],
    ],
    notes=10,
)

CO_DRIVER = Guide(
    function="co_driver",
    slug="co-driver",
    name="Co-driver",
    title="Co-driver i et netværk",
    summary="For dig, der er netværkslederens makker og selv er på vej til at lede netværk.",
    lead="Du er netværkslederens makker, tæt på praksis. I finder vej sammen, fra netværket begynder, til det slutter.",
    picture="pair",
    depicts="Netværkslederen og co-driveren kører sammen ad vejen gennem netværket.",
    pages=[
        [
            Passage(
                "Kort om rollen",
                [
                    "Et netværk har én co-driver ad gangen. Du kan være fagekspert, have evner, som netværkslederen "
                    "ikke selv har, være god til at lede netværk eller sidde et sted, hvor løsningerne kan leve "
                    "videre. Gerne flere ting.",
                    "Du er også under uddannelse. Du lærer at lede netværk, i praksis og på et diplomkursus, så du "
                    "kan lede et selv.",
                    "Du fortæller din personaleleder, hvor meget tid I aftaler.",
                ],
            ),
        ],
        [
            Passage(
                "Fem ting, du bidrager med",
                steps=[
                    Step("Vær makker, tæt på praksis.", "Hjælp med at finde vej i temaet."),
                    Step(
                        "Oversæt.",
                        "Er du fagekspert, gør du dagsordener forståelige og forklarer, hvordan arbejdet foregår i "
                        "dag.",
                    ),
                    Step(
                        "Kom med nye perspektiver.",
                        "Se på temaet på tværs af fag, og hjælp med at finde de rette deltagere.",
                    ),
                    Step("Led modigt.", "Du er med til, at netværket bliver ledet med mod, også når det er svært."),
                    Step(
                        "Giv plads til at tænke efter.",
                        "Gør rummet for refleksion større, for jer to og for netværket.",
                    ),
                ],
            ),
            Passage(
                "Hele vejen",
                items=[
                    "Du følger netværket fra start til slut.",
                    "Du holder gejsten oppe og sørger for, at tiden bliver brugt godt.",
                    "Du sparrer om forløbet, om møderne og om det, der skal følges op.",
                    "Du øver dig i at lede. Bed om de opgaver, du vil lære af.",
                ],
            ),
            GOOD_PARTICIPANT,
        ],
        [
            BEGINNING,
            Passage(
                "Tænk over det her, før I mødes",
                items=[
                    "Hvad kan du, som netværket har brug for?",
                    "Hvad håber du, at netværkslederen kan, som du ikke kan?",
                    "Hvem gør hvad før, under og efter møderne?",
                    "Hvornår ser I to tilbage på, hvordan det går?",
                    "Hvad vil du lære om at lede et netværk?",
                    "Hvor meget tid har du, og hvad siger din personaleleder?",
                ],
            ),
        ],
        [
            GOOD_LEADER,
        ],
    ],
    notes=10,
)

GUIDES = (REFERENCELEDER, PERSONALELEDER, CO_DRIVER)


def of(function: str) -> Guide | None:
    """The guide to a role, by the name the role has in code; None for a role without one."""
    return next((guide for guide in GUIDES if guide.function == function), None)


def at(slug: str) -> Guide | None:
    """The guide at an address."""
    return next((guide for guide in GUIDES if guide.slug == slug), None)
