"""What the contract's three phases ask (domain.md 6). Required is only what R15 allows; the rest folds under "Uddyb".

What an earlier phase has said is never typed again: `beside` shows it next to the field, `carried` begins with it.
A key is the name of an answer in every draft ever saved, so a key never changes; wordings may.
"""

from app.documents.questions import Control, Question

IDEA: tuple[Question, ...] = (
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
        "Vælg højst fire. I et velfærdsnetværk skal deres chefer godkende fase 1 sammen med netværksdirektøren.",
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
        "Hvem handler temaet om, og hvem får gavn af det?",
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
        "presenter",
        "Hvem fremlægger",
        "Hvem fremlægger netværket for chefforum?",
        "I et velfærdsnetværk er det en af de centrale afdelingschefer.",
        control=Control.PERSON,
    ),
    Question(
        "wanted_start",
        "Ønsket start",
        "Hvornår bør netværket gå i gang?",
        "For eksempel 1. marts 2027.",
        control=Control.DATE,
    ),
)

FRAME: tuple[Question, ...] = (
    Question(
        "start",
        "Start",
        "Hvornår går netværket i gang?",
        "Regn fra den dag, lederen begynder at forberede netværket, for eksempel 1. februar 2027.",
        control=Control.DATE,
        required=True,
        beside=("wanted_start",),
    ),
    Question(
        "end",
        "Slut eller næste gennemgang",
        "Hvornår slutter netværket, eller hvornår ser I på det igen?",
        "Senest 12 måneder efter start. Skal et innovationsnetværk fortsætte, så skriv datoen for næste gennemgang.",
        control=Control.DATE,
        required=True,
        beside=("extent",),
    ),
    Question(
        "leadership_room",
        "Ledelsesrum",
        "Hvad kan netværkslederen bestemme selv, og hvad skal lederen spørge om?",
        "Skriv gerne begge dele, for eksempel: »Lederen vælger selv mødeform og inviterer dem, der er brug for. "
        "Afprøvninger, der berører flere afdelinger, aftales først med direktøren.«",
        required=True,
    ),
    Question(
        "disposal",
        "Råderet over deltagernes tid",
        "Hvor meget af deltagernes tid kan lederen regne med?",
        "Skriv timer, og hvad der gælder, når driften kalder, for eksempel: »Tre timer om ugen. Mødedatoerne går forud "
        "for andre møder, men ikke for akut sygdom i vagtplanen.«",
        required=True,
        beside=("extent",),
    ),
    Question(
        "course_plan",
        "Forløbsplan",
        "Hvilke perioder består forløbet af?",
        "Planen er til inspiration og kan ændres undervejs. Begynd med de store stykker, for eksempel »Udforskning, "
        "seks uger«, og husk pauserne.",
        control=Control.PERIODS,
        beside=("extent",),
        begins="start",
    ),
    Question(
        "breaks",
        "Pauser",
        "Hvornår holder netværket pause?",
        "I en pause er lederen tilbage i sin egen afdeling, for eksempel i sommerferien, eller mens en afprøvning "
        "kører af sig selv.",
    ),
    Question(
        "hours",
        "Timer",
        "Er der noget særligt at aftale om timerne?",
        "Skriv kun det, som forløbsplanen ikke viser, for eksempel: »Lederen sidder i sekretariatet hver tirsdag.«",
        beside=("extent",),
    ),
    Question(
        "ask_first",
        "Det, vi spørger om først",
        "Hvad skal undersøges først, og hvem skal spørges?",
        "Brug en linje til hvert spørgsmål, for eksempel: »Hvad får forældre til at ringe til skolen? Spørg fem "
        "familier.«",
        control=Control.POINTS,
        beside=("complexity", "concerns"),
    ),
    Question(
        "money",
        "Penge til afprøvning",
        "Hvor mange penge er sat af, og hvad må de bruges til?",
        "Skriv beløbet, hvem der har sat det af, og hvem der godkender udgifter, for eksempel: »25.000 kr. til "
        "materialer og transport.«",
    ),
    Question(
        "experts",
        "Eksperter",
        "Hvem uden for netværket skal I kunne trække på?",
        "Det kan være en forsker, en borger med erfaring eller en kollega fra en anden kommune. Skriv, hvad de kan "
        "bidrage med, og hvornår.",
    ),
    Question(
        "reporting",
        "Opfølgning",
        "Hvordan holder lederen direktøren og andre orienteret?",
        "Gør det let, for eksempel: »En halv times samtale hver måned og et kort notat midtvejs.«",
        beside=("politics",),
    ),
    Question(
        "criteria",
        "Succeskriterierne efter fase 2",
        "Skal succeskriterierne skærpes, nu hvor rammerne er kendt?",
        "Feltet begynder med kriterierne fra fase 1. Ret, tilføj eller slet, så hvert af dem kan besvares til sidst.",
        control=Control.POINTS,
        beside=("criteria",),
        carried=True,
    ),
)

CHARTER: tuple[Question, ...] = (
    Question(
        "understanding",
        "Sådan forstår vi formålet",
        "Hvordan forstår I formålet, når I siger det med jeres egne ord?",
        "Skriv det, I blev enige om på startworkshoppen, og gerne det, I så forskelligt på, for eksempel: »For os "
        "handler det mest om at opdage det tidligt.«",
        required=True,
        beside=("purpose",),
    ),
    Question(
        "goal",
        "Vores mål",
        "Hvad vil I have nået, når netværket slutter?",
        "Skriv noget, man kan se eller mærke, for eksempel: »To skoler har afprøvet en fast ugentlig samtale, og vi "
        "ved, om den hjælper.«",
        required=True,
        beside=("value",),
    ),
    Question(
        "working",
        "Sådan arbejder vi",
        "Hvordan vil I arbejde sammen?",
        "Skriv om mødernes form, hvordan I undersøger og afprøver, og hvordan borgere er med, for eksempel: »Vi mødes "
        "ude hos hinanden, og ved hvert møde har en af os talt med en borger.«",
        required=True,
        beside=("leadership_room", "disposal"),
    ),
    Question(
        "tasks",
        "Opgaver, vi ser foran os",
        "Hvilke opgaver kan I se lige nu?",
        "Brug en linje til hver, for eksempel: »Tale med ti forældre inden påske.« Hvem der gør hvad hvornår, aftaler "
        "I på møderne.",
        control=Control.POINTS,
        required=True,
        beside=("ask_first",),
    ),
    Question(
        "ground_rules",
        "Spilleregler",
        "Hvilke spilleregler vil I have sammen?",
        "Fem til otte er nok, én på hver linje, for eksempel: »Vi siger det i rummet, ikke på gangen.«",
        control=Control.POINTS,
        required=True,
    ),
    Question(
        "criteria",
        "Succeskriterierne, som vi har aftalt dem",
        "Hvad vil I måle jer selv på, når I slutter?",
        "Feltet begynder med kriterierne fra de tidligere faser. Ret dem, så de er jeres egne, og skriv ét på hver "
        "linje. Der skal være mindst ét.",
        control=Control.POINTS,
        required=True,
        beside=("criteria",),
        carried=True,
    ),
)
