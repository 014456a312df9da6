"""What the proposal about a network's leadership asks."""

from app.documents.questions import Control, Question

LEADERSHIP: tuple[Question, ...] = (
    Question(
        "leader",
        "Netværksleder",
        "Hvem skal lede netværket?",
        "Begynd at skrive navnet, og vælg fra listen. En god netværksleder er nysgerrig og vedholdende og leder "
        "gennem det gode argument.",
        control=Control.PERSON,
        required=True,
    ),
    Question(
        "referenceleder",
        "Referenceleder",
        "Hvem skal være referenceleder?",
        "En leder, der har noget på spil i temaet og kan åbne døre. Et læringsnetværk kan undvære en.",
        control=Control.PERSON,
        unfolded=True,
    ),
    Question(
        "reason",
        "Hvorfor de to",
        "Hvad gør dem til de rette?",
        "Et par sætninger er nok.",
    ),
    Question(
        "third",
        "Et tredje netværk",
        "Hvorfor skal lederen have et netværk mere?",
        "Kun hvis lederen allerede leder to netværk, der er i gang. Så skriver netværksdirektøren her hvorfor.",
    ),
)
