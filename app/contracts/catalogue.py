"""Phase 1 of the contract (domain.md 6): purpose, background, rough extent and central departments are required (R15),
everything else folds under "Uddyb". For a welfare network its parties are the network director and the heads of the
central departments (domain.md 4)."""

from app.contracts.documents import print_phase
from app.core.actions import Office
from app.documents.catalogue import Answers, Control, Kind, Question, register
from app.people.models import Function


def _parties(answers: Answers) -> list[Office]:
    departments = [int(part) for part in answers.get("central_departments", "").split(",") if part]
    heads = [Office(Function.AFDELINGSCHEF, department) for department in sorted(departments)]
    return [Office(Function.NETVAERKSDIREKTOER), *heads]


IDEA = register(
    Kind(
        key="contract.idea",
        label="fase 1",
        title="Fase 1: Idéoplæg",
        sheet_title="Netværkskontrakt · Fase 1: Idéoplæg",
        intro="Sekretariatet skriver idéoplægget sammen med netværksdirektøren. Når direktøren og de centrale "
        "afdelingschefer har godkendt det, låses teksten.",
        number=lambda network: f"NK-{network}-1",
        drafters=frozenset({Function.NETVAERKSDIREKTOER, Function.NETVAERKSKONSULENT}),
        parties=_parties,
        printed=print_phase,
        agreed_network_state="proposed",
        questions=(
            Question(
                "purpose",
                "Formål",
                "Hvad skal blive anderledes, og for hvem?",
                "Skriv, så en udenforstående kan se, hvad netværket skal føre til. Tre til fem sætninger er nok.",
                required=True,
            ),
            Question(
                "background",
                "Baggrund",
                "Hvilket behov eller ønske ligger bag?",
                "Hvad ser I i hverdagen, og hvem mærker det? Ingen borgere må kunne genkendes.",
                required=True,
            ),
            Question(
                "extent",
                "Omfang",
                "Hvor længe skal netværket cirka vare, og hvor mange timer regner I med?",
                "Et groft skøn er nok, for eksempel: »Cirka seks måneder. Lederen 8 timer om ugen, deltagerne 3.«",
                required=True,
            ),
            Question(
                "central_departments",
                "Centrale afdelinger",
                "Hvilke afdelinger er tættest på temaet?",
                "Vælg højst fire. Deres chefer skal godkende fase 1 sammen med netværksdirektøren.",
                control=Control.DEPARTMENTS,
                required=True,
            ),
            Question(
                "complexity",
                "Hvorfor udfordringen er kompleks",
                "Hvorfor kan én afdeling ikke løse den alene?",
                "Hvem har en del af opgaven, og hvad ved I endnu ikke?",
            ),
            Question(
                "concerns",
                "Hvem temaet vedrører",
                "Hvem vedrører temaet, og hvem får gavn af det?",
                "Brug en linje til hver, for eksempel en gruppe borgere, en forening eller et team.",
                control=Control.POINTS,
            ),
            Question(
                "strategy",
                "Kobling til strategi",
                "Hvilke mål og politikker hænger temaet sammen med?",
                "Nævn målet eller politikken ved navn, og skriv i én sætning, hvordan temaet støtter det.",
            ),
            Question(
                "politics",
                "Politisk samspil",
                "Hvilke udvalg og råd skal orienteres eller inddrages?",
                "Skriv også hvornår, og om noget kræver en politisk beslutning.",
            ),
            Question(
                "value",
                "Forventet værdi",
                "Hvilken værdi skal netværket skabe?",
                "Tænk på borgerne, organisationen og samfundet. Skriv, hvad de vil kunne mærke.",
            ),
            Question(
                "criteria",
                "De første succeskriterier",
                "Hvordan kan I se, at det lykkes?",
                "Skriv ét på hver linje, både om resultatet og om processen. Lederens egen læring kan være ét af dem. "
                "I kan skærpe dem senere.",
                control=Control.POINTS,
            ),
            Question(
                "wanted_start",
                "Ønsket start",
                "Hvornår bør netværket gå i gang?",
                "For eksempel 1. marts 2027.",
                control=Control.DATE,
            ),
        ),
    )
)
