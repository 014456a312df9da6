"""What each of the two can think about alone before the talk: own questions for each side, under the headings that the
agreement has (domain.md 7)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.people.models import Function


@dataclass(frozen=True)
class Prompt:
    """A question to oneself. `theme` is the agreement's question that it belongs under."""

    key: str
    theme: str
    wording: str


def _prompts(prefix: str, *told: tuple[str, str]) -> tuple[Prompt, ...]:
    return tuple(Prompt(f"{prefix}-{place}", theme, wording) for place, (theme, wording) in enumerate(told, 1))


Prompts = Mapping[str, tuple[Prompt, ...]]  # of each side, by the post it holds

PERSONALELEDER: Prompts = {
    Function.NETVAERKSLEDER: _prompts(
        "leader",
        ("balance", "Hvad skal du slippe eller flytte, for at der er tid nok?"),
        ("balance", "Hvornår siger du til, hvis det ikke går op?"),
        ("secretariat", "Hvornår passer det dig at sidde i sekretariatet?"),
        ("skills", "Hvad vil du gerne blive bedre til, og hvad kan du bruge det til bagefter?"),
        ("skills", "Hvad kan din afdeling få ud af netværket?"),
    ),
    Function.PERSONALELEDER: _prompts(
        "manager",
        ("balance", "Hvilke opgaver kan vente, og hvem kan tage de andre?"),
        ("balance", "Hvad vil du gerne høre om undervejs, og hvor tit?"),
        ("secretariat", "Hvilke dage kan afdelingen undvære netværkslederen?"),
        ("skills", "Hvilke kompetencer kan netværkslederen udvikle i netværket?"),
        ("skills", "Hvor i afdelingen kan det, netværket lærer, blive brugt?"),
    ),
}
REFERENCELEDER: Prompts = {
    Function.NETVAERKSLEDER: _prompts(
        "leader",
        ("expectations", "Hvad har du brug for fra din referenceleder, også når det er svært?"),
        ("expectations", "Hvad vil du selv bestemme?"),
        ("platforms", "Hvilke døre kan du ikke selv åbne?"),
        ("platforms", "Hvor mange penge har I brug for til at prøve noget af?"),
        ("rhythm", "Hvor tit vil du gerne tale sammen, og om hvad?"),
    ),
    Function.REFERENCELEDER: _prompts(
        "referenceleder",
        ("expectations", "Hvad forventer du af netværkslederen, og hvad har du selv på spil?"),
        ("expectations", "Hvad gør du, hvis netværket anbefaler noget, du er uenig i?"),
        ("platforms", "Hvilke ledere skal med, hvis det skal lykkes?"),
        ("platforms", "Hvor kan temaet støde sammen med andet, du er optaget af, eller med politiske ønsker?"),
        ("rhythm", "Hvordan vil du være med til, at idéer bliver prøvet og taget i brug?"),
    ),
}
CO_DRIVER: Prompts = {
    Function.NETVAERKSLEDER: _prompts(
        "leader",
        ("brings", "Hvad er du ikke selv så god til, og hvem kunne være god til det?"),
        ("brings", "Hvor skal løsningerne leve videre, og hvem sidder der?"),
        ("work", "Hvad vil du gerne dele med en co-driver, og hvad vil du beholde?"),
        ("training", "Hvordan kan du lære fra dig undervejs?"),
    ),
    Function.CO_DRIVER: _prompts(
        "co_driver",
        ("brings", "Hvad kan du, som netværket har brug for?"),
        ("brings", "Hvad er du nysgerrig på i temaet?"),
        ("work", "Hvad vil du helst stå for før, under og efter møderne?"),
        ("training", "Hvad skal der til, for at du selv kan lede et netværk næste gang?"),
        ("training", "Hvor meget tid kan du bruge, og hvem skal vide det?"),
    ),
}
