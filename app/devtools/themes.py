"""The demo's themes: real themes of the municipality in the project's own words; all persons elsewhere are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """A network's title, the departments it concerns and its answers to phase 1, by question key."""

    title: str
    departments: tuple[str, ...]
    answers: dict[str, str]


DEPARTMENTS = (
    "Skoler og Uddannelse",
    "Børn og Familie",
    "Dagtilbud",
    "Sundhed, Pleje og Omsorg",
    "Borger og Fritid",
    "By, Miljø og Beskæftigelse",
    "Økonomi og Stab",
)

THEMES: tuple[Theme, ...] = (
    Theme(
        title="Elever med højt fravær",
        departments=("Skoler og Uddannelse", "Børn og Familie", "Dagtilbud", "Borger og Fritid"),
        answers={
            "purpose": (
                "Flere elever med højt fravær skal tilbage i skole og blive der. Når et barn begynder at blive væk, "
                "skal skolen, familien og de andre, der kender barnet, hurtigt få øje på det og vide, hvem der gør "
                "hvad. Netværket skal afprøve, hvordan vi kan handle, mens der endnu kun er tale om enkelte dage. "
                "Eleverne skal opleve, at nogen har savnet dem, og forældrene skal have ét sted at henvende sig i "
                "stedet for fem."
            ),
            "background": (
                "På alle skoler er der elever, som er væk mere end hver tiende skoledag. Det begynder tit i det "
                "små: ondt i maven om mandagen, en ferie, der trækker ud, eller en dag, hvor det er lettest at "
                "blive hjemme. Når fraværet har varet nogle måneder, er vejen tilbage lang, både til det faglige "
                "og til kammeraterne, og nogle ender med at forlade skolen uden en afgangsprøve.\n\n"
                "Der er allerede gjort meget. Skolerne registrerer fraværet, sundhedsplejen og PPR rådgiver, "
                "Familieafsnittet holder møder, og klubben ser måske barnet om eftermiddagen på en dag, hvor det ikke "
                "var i skole. Alligevel fortæller forældre, at de må begynde forfra, hver gang de møder en ny "
                "fagperson, og lærere fortæller, at de er i tvivl om, hvornår bekymringen er stor nok til, at de skal "
                "ringe til nogen."
            ),
            "extent": (
                "Cirka seks måneder og derefter en afprøvning på otte uger på to skoler. Lederen bruger omkring 10 "
                "timer om ugen og deltagerne 3."
            ),
            "complexity": (
                "To børn kan have lige mange fraværsdage og vidt forskellige grunde til at blive hjemme: mobning, "
                "angst, sygdom i familien eller et fag, der er løbet fra dem. Ingen fagperson ser det hele. "
                "Læreren ser den tomme stol, sundhedsplejersken hører om hovedpinen, pædagogen i børnehaven kender "
                "familien gennem lillebror, og i klubben ved de, at barnet stadig har venner.\n\n"
                "Vi ved en del om, hvad hver af os kan gøre, men for lidt om, hvad der virker, når vi gør det "
                "samtidig. Vi ved heller ikke, hvornår hjælpen bliver til så mange møder, at familien trækker sig. Det "
                "må vi undersøge sammen med elever og forældre."
            ),
            "concerns": (
                "Elever med højt eller stigende fravær og deres klassekammerater.\n"
                "Forældre, som har svært ved at få deres barn af sted om morgenen.\n"
                "Lærere, pædagoger og skoleledere på alle kommunens skoler.\n"
                "Sundhedsplejen, PPR, Familieafsnittet og SSP.\n"
                "Klubber, daginstitutioner og biblioteker, som kender børnene og familierne uden for skolen."
            ),
            "strategy": (
                "Børne- og ungepolitikken har som mål, at alle børn er en del af et fællesskab og får en uddannelse at "
                "bygge videre på. Temaet støtter målet, fordi den, der ikke er i skole, hverken får det ene eller det "
                "andet."
            ),
            "politics": (
                "Børne- og Skoleudvalget orienteres, når netværket går i gang, og igen, når anbefalingerne er klar. "
                "Peger afprøvningen på fælles retningslinjer for alle skoler, kræver det en politisk beslutning."
            ),
            "value": (
                "Eleverne får en skolegang, der hænger sammen, og en vej tilbage, hvor de ikke skal forklare sig hver "
                "gang. Forældrene ved, hvem de skal ringe til, og møder fagfolk, som har talt sammen på forhånd. "
                "Medarbejderne bruger mere tid på at hjælpe og mindre på at finde ud af, hvis opgaven er. På længere "
                "sigt går flere unge ud af skolen med en afgangsprøve og med mod på uddannelse eller job."
            ),
            "criteria": (
                "Mindst halvdelen af eleverne i afprøvningen har færre fraværsdage i de otte uger end i de otte uger "
                "før.\n"
                "Forældrene i afprøvningen kan sige, hvem de skal kontakte, og hvad der er aftalt.\n"
                "Der går højst to uger, fra en lærer bliver bekymret, til de rette har talt sammen.\n"
                "Elever og forældre har været med til at forme det, vi afprøver.\n"
                "Netværkslederen er blevet bedre til at lede en samtale, når fagfolk er uenige."
            ),
            "wanted_start": "2027-02-01",
        },
    ),
    Theme(
        title="Involvering af pårørende i ældreplejen",
        departments=("Sundhed, Pleje og Omsorg", "Borger og Fritid"),
        answers={
            "purpose": (
                "Ældre og deres pårørende skal opleve, at familien og personalet er fælles om hverdagen. Pårørende, "
                "der gerne vil bidrage, skal vide hvordan, og de, der er ved at køre trætte, skal kunne sige fra uden "
                "dårlig samvittighed. Netværket skal afprøve, hvordan medarbejdere og pårørende tidligt kan tale om, "
                "hvad de forventer af hinanden. Samtalen skal begynde med den ældres egne ønsker, også når familien "
                "mener noget andet."
            ),
            "background": (
                "Vi lever længere, og mange slås i deres sidste år med flere sygdomme på én gang. Imens er det "
                "ægtefællen, datteren eller naboen, der henter medicin, holder styr på aftaler og ser, når noget "
                "er ved at gå galt. De har en viden, som vi sjældent får brugt, fordi vi ikke har noget fast "
                "tidspunkt, hvor vi spørger.\n\n"
                "På plejehjemmene og i hjemmeplejen foregår samtalen med de pårørende tit i døren, når medarbejderen "
                "er på vej videre. Pårørende fortæller, at de føler sig som gæster i en hverdag, som de selv har båret "
                "i årevis. Begge parter ønsker sig det samme: at kende hinanden, før der opstår en uenighed."
            ),
            "extent": (
                "Cirka otte måneder: seks til at undersøge og udvikle og to til at prøve idéerne af på et plejehjem og "
                "i et af hjemmeplejens distrikter. Lederen bruger 8 timer om ugen, co-driveren 5 og deltagerne 3."
            ),
            "complexity": (
                "En pårørende kan i løbet af én dag tale med en visitator, en hjælper, en afløser og en "
                "sygeplejerske, og ingen af dem har ansvaret for, at det bliver til ét samarbejde. De frivillige, "
                "som kommer fast, bliver sjældent regnet med.\n\n"
                "Der findes heller ikke ét svar, som passer til alle. En søn i Jylland, en ægtefælle, der selv er "
                "svag, og en nabo med egen nøgle har brug for hver sin aftale, og tavshedspligten sætter grænser for, "
                "hvad vi må fortælle hvem. Hvor grænsen går mellem at inddrage familien og at lægge arbejdet over på "
                "den, ved vi først, når vi har prøvet det."
            ),
            "concerns": (
                "Ældre med brug for pleje, hjemme eller på plejehjem.\n"
                "Ægtefæller, børn, naboer og andre, som står den ældre nær.\n"
                "Medarbejdere og ledere i hjemmeplejen, i sygeplejen og på plejehjemmene.\n"
                "Visitationen, som ofte er familiens første møde med kommunen.\n"
                "Besøgsvenner og andre frivillige, som kommer fast hos de ældre."
            ),
            "strategy": (
                "Ældrepolitikken bygger på, at den enkelte bestemmer over sit eget liv, også når der kommer hjælp i "
                "huset. Temaet gør det konkret, fordi den ældres ønsker bliver det, som familie og medarbejdere samles "
                "om."
            ),
            "politics": (
                "Velfærdsudvalget orienteres ved starten, og Ældrerådet bliver hørt, inden afprøvningen "
                "begynder. Vi regner ikke med, at noget kræver en politisk beslutning."
            ),
            "value": (
                "Den ældre får en roligere hverdag, når familie og personale trækker i samme retning. De pårørende "
                "bliver taget med på råd og får lov til at være datter, ægtefælle eller ven igen. Medarbejderne får "
                "færre svære samtaler, som kommer for sent, og mere hjælp fra dem, der har kendt den ældre i mange år. "
                "Kommunen får en enkel samtaleform, som kan bruges både i hjemmeplejen og på plejehjemmene."
            ),
            "criteria": (
                "To ud af tre pårørende i afprøvningen fortæller, at de er blevet spurgt om noget, som kun de "
                "vidste.\n"
                "Alle nye beboere på plejehjemmet og deres familier har haft en samtale om ønsker og forventninger i "
                "løbet af den første måned.\n"
                "Medarbejderne synes, at samtalerne er tiden værd.\n"
                "Pårørende og frivillige har været med fra det første møde.\n"
                "Alle deltagere har besøgt mindst én arbejdsplads, de ikke kendte i forvejen."
            ),
            "wanted_start": "2027-03-01",
        },
    ),
    Theme(
        title="Hærværk på skolerne",
        departments=("Skoler og Uddannelse", "Børn og Familie", "Økonomi og Stab"),
        answers={
            "purpose": (
                "Eleverne skal passe på skolen, fordi de føler, at den er deres. Netværket skal finde ud af, hvorfor "
                "nogle skoler næsten ingen skader har, mens andre må reparere hver uge, og afprøve, hvad der kan få "
                "hærværket til at falde. Eleverne skal selv være med til at finde svarene. Bliver der færre regninger "
                "fra glarmesteren, er der flere penge til undervisning."
            ),
            "background": (
                "Knuste ruder, ødelagte toiletter, ridsede skærme og overmalede skabe koster hvert år penge, som "
                "kunne være brugt bedre. Værre er det, at både elever og voksne vænner sig til det. Et toilet, som "
                "ingen har lyst til at bruge, og en gang, som man helst går uden om, gør skoledagen utryg.\n\n"
                "Skaderne er ikke jævnt fordelt. To skoler med lige mange elever kan have vidt forskellige udgifter, "
                "og på samme skole kan hærværket følge en enkelt årgang, indtil den går ud. Lærerne peger på, at det "
                "hænger sammen med, hvor godt klassen har det: Hvor eleverne kender hinanden og har voksne, de stoler "
                "på, bliver der ødelagt mindre. Det er en iagttagelse, og vi vil gerne vide, om den holder."
            ),
            "extent": (
                "Cirka fem måneder og derefter otte ugers afprøvning i udvalgte klasser på tre skoler. Lederen bruger "
                "7 timer om ugen og deltagerne 2–3."
            ),
            "complexity": (
                "Regningen ligger ét sted og årsagen et andet. Den tekniske serviceleder ser skaden om morgenen, "
                "læreren kender stemningen i klassen, SSP ved, hvem der mødes på skolen efter lukketid, og "
                "it-afdelingen kan se, hvilke skoler der oftest sender ødelagte computere ind. Kameraer og låse kan "
                "flytte hærværket, men de forklarer det ikke, og de gør ikke skolen til et rarere sted at være. Hvad "
                "der gør forskellen, finder vi kun ud af, hvis vi lægger brikkerne sammen og lader eleverne fortælle, "
                "hvad de ser."
            ),
            "concerns": (
                "Elever i alle klasser, især på mellemtrinnet og i udskolingen.\n"
                "Lærere, pædagoger og skoleledere.\n"
                "Tekniske servicemedarbejdere og rengøringspersonale, som møder skaderne først.\n"
                "SSP og klubberne, som kender de unge efter skoletid.\n"
                "Forældre, skolebestyrelser og skolernes naboer."
            ),
            "strategy": (
                "Skolepolitikken lægger vægt på trivsel og på elevernes medansvar. Netværket undersøger, om netop de "
                "to ting også er den bedste måde at passe på bygninger og inventar."
            ),
            "politics": (
                "Børne- og Skoleudvalget og skolebestyrelserne orienteres ved starten og får resultaterne, før næste "
                "års budget bliver lagt. Forslag om overvågning skal besluttes politisk."
            ),
            "value": (
                "Eleverne får en skole, der ser ordentlig ud, og toiletter, de tør gå på. Lærerne får hjælp til de "
                "klasser, hvor sammenholdet er skredet, inden det sætter spor på væggene. Servicemedarbejderne kan "
                "vedligeholde i stedet for at lappe. Og byen får øje på unge, der tager ansvar for det, de er fælles "
                "om."
            ),
            "criteria": (
                "Udgifterne til hærværk på de tre skoler er lavere under afprøvningen end i de samme uger året før.\n"
                "Eleverne i de udvalgte klasser vurderer sammenholdet højere efter afprøvningen end før.\n"
                "Skader bliver registreret på samme måde på alle skoler, så tallene kan sammenlignes.\n"
                "Eleverne har selv valgt mindst ét af de tiltag, der bliver afprøvet.\n"
                "Lærere, servicemedarbejdere og SSP taler sammen, også mellem netværkets møder."
            ),
            "wanted_start": "2027-08-16",
        },
    ),
    Theme(
        title="En styrket administration",
        departments=("Økonomi og Stab", "Skoler og Uddannelse", "Dagtilbud", "Sundhed, Pleje og Omsorg"),
        answers={
            "purpose": (
                "Ledere og administrative medarbejdere skal vide, hvem der tager sig af hvad, når det gælder økonomi, "
                "løn og personale. Netværket skal finde de opgaver, hvor vi i dag gør det samme to gange eller venter "
                "på hinanden, og afprøve enklere måder at dele dem på mellem rådhuset og institutionerne. De systemer, "
                "vi har, skal bruges rigtigt og på samme måde overalt. Den tid, vi sparer, skal komme borgerne til "
                "gode."
            ),
            "background": (
                "En børnehave, en skole og et plejehjem bruger de samme systemer til løn, indkøb og regnskab, men "
                "de gør det på hver sin måde. Nogle steder sidder der en erfaren administrator, andre steder "
                "klarer lederen det selv efter lukketid. Når en medarbejder holder op, går kendskabet til "
                "arbejdsgangen ofte med ud ad døren.\n\n"
                "På rådhuset går der mange timer med at rette bilag, rykke for oplysninger og forklare det, der også "
                "blev forklaret sidste måned. Ude i institutionerne er vejledningerne svære at finde, og man bliver "
                "sendt rundt mellem kontorerne. Viljen mangler ingen af stederne."
            ),
            "extent": (
                "Cirka seks måneder og derefter to måneders afprøvning i fire institutioner. Lederen bruger 8 timer om "
                "ugen og deltagerne 3, dog mindre i december og januar, hvor regnskabet skal afsluttes."
            ),
            "complexity": (
                "Intet kontor på rådhuset kan alene bestemme, hvordan en skole tilrettelægger sin hverdag, og ingen "
                "institution kan ændre et fælles system. Samler vi en opgave på rådhuset, kan det spare tid ét sted og "
                "koste nærhed et andet. Vi kender reglerne og systemerne, men vi ved ikke, hvor tiden bliver af. Og "
                "bag opgaverne er der medarbejdere, som med god grund spørger, hvad det betyder for deres job."
            ),
            "concerns": (
                "Administrative medarbejdere på rådhuset og i institutionerne.\n"
                "Ledere af skoler, daginstitutioner og plejehjem.\n"
                "Økonomi-, løn- og personalekonsulenter i Økonomi og Stab.\n"
                "Tillidsrepræsentanterne og MED-udvalgene.\n"
                "Borgerne, som får glæde af den tid, vi sparer."
            ),
            "strategy": (
                "Ledelsesgrundlaget lægger vægt på, at ledere har tid til at lede, og at kræfterne bliver brugt tæt på "
                "borgerne. Temaet bidrager ved at gøre arbejdet bag kulisserne enklere."
            ),
            "value": (
                "Lederne får mere tid til børn, ældre og medarbejdere. De administrative medarbejdere får kolleger at "
                "spørge til råds, og det bliver lettere at holde ferie, fordi en anden kan tage over. Rådhuset får "
                "oplysninger, der er rigtige første gang. Borgerne mærker det som mere nærvær de steder, hvor de møder "
                "os."
            ),
            "criteria": (
                "Mindst tre arbejdsgange er blevet så enkle, at en ny medarbejder kan følge dem efter én gennemgang.\n"
                "Der bliver sendt færre bilag retur til de fire institutioner end før afprøvningen.\n"
                "Lederne i afprøvningen bruger mindst en time mindre om ugen på administration.\n"
                "Hver ny arbejdsgang er lavet i fællesskab af folk fra rådhuset og fra institutionerne."
            ),
        },
    ),
    Theme(
        title="En fælles ungdomsklub",
        departments=("Borger og Fritid", "Børn og Familie", "Skoler og Uddannelse"),
        answers={
            "purpose": (
                "Byens unge skal have et sted, som de selv er med til at skabe, og hvor alle er velkomne, uanset "
                "kvarter og skole. Netværket skal finde ud af, hvad en fælles ungdomsklub skal kunne, og hvem der skal "
                "drive den. Undervejs skal de unge prøve idéerne af på rigtige klubaftener. Det skal ende med et "
                "forslag, som de unge, klubberne og boligområderne kan se sig selv i."
            ),
            "background": (
                "I dag er de unge fordelt på flere små klubber, som hver har sit kvarter og sine åbningstider. "
                "Nogle aftener sidder der en håndfuld unge og to voksne, andre aftener er der lukket, og de unge "
                "mødes ved stationen i stedet. Mange kender ingen jævnaldrende fra den anden ende af byen.\n\n"
                "Ønsket om noget fælles kommer fra flere sider. Unge har selv efterlyst et sted med værksted og musik, "
                "hvor der er længere åbent i weekenden. Klubmedarbejderne vil gerne samle kræfterne, men de er "
                "bekymrede for at miste de unge, der kun kommer, fordi klubben ligger lige om hjørnet."
            ),
            "extent": (
                "Cirka syv måneder, hvor de sidste otte uger går med klubaftener på prøve. Lederen bruger 8 timer om "
                "ugen og de voksne deltagere 3; møder med unge ligger uden for skoletiden."
            ),
            "concerns": (
                "Unge fra 7. klasse, til de fylder 18 år.\n"
                "Medarbejdere i klubberne, på skolerne og i SSP.\n"
                "Forældre, som gerne vil vide, hvor deres børn er om aftenen.\n"
                "Boligorganisationerne og deres beboere.\n"
                "Idrætsforeninger, musikskolen og andre, som har tilbud til unge."
            ),
            "politics": (
                "Kultur- og Fritidsudvalget og Ungerådet orienteres ved starten. En ny klub kræver en politisk "
                "beslutning, så anbefalingerne skal være klar i god tid før budgetforhandlingerne."
            ),
            "value": (
                "De unge får et sted, de er stolte af, og venner fra hele byen. De voksne, der arbejder med dem, lærer "
                "hinanden at kende og opdager tidligere, når en ung har det svært. Boligområderne får færre aftener "
                "med uro, og forældrene kan være trygge. Kommunen får mere klubliv for de penge, der allerede er sat "
                "af."
            ),
            "criteria": (
                "Der kommer unge fra alle byens skoler til klubaftenerne i afprøvningen.\n"
                "Mindst halvdelen af de unge, der har været med til én klubaften, kommer igen.\n"
                "Der er et forslag til indhold, sted og ansvar, som de unge og boligorganisationerne bakker op om.\n"
                "Unge har planlagt og holdt mindst fire af klubaftenerne.\n"
                "De unge, der bruger de små klubber i dag, er blevet spurgt, inden netværket foreslår noget."
            ),
            "wanted_start": "2027-09-01",
        },
    ),
)

SEND_BACK_REASONS: tuple[str, ...] = (
    (
        "Det er et godt og vigtigt tema. Jeg mangler at kunne se, hvad netværket ikke skal tage sig af, så det ikke "
        "overlapper det, vi allerede har i gang i afdelingen."
    ),
    (
        "Vi vil gerne være med, men jeg har brug for at vide, hvornår timerne falder. Skriv gerne lidt mere om det "
        "under »Omfang«, så vi kan planlægge efter det."
    ),
    (
        "Jeg kan genkende vores hverdag i baggrunden, men det er mest kommunen, der taler. Kan I få lidt mere med om, "
        "hvad de mennesker, det handler om, selv siger?"
    ),
)

REVISIONS: tuple[tuple[str, str], ...] = (
    (
        "purpose",
        "Netværket skal bygge videre på det, der allerede er i gang i afdelingerne, og ikke erstatte det.",
    ),
    (
        "extent",
        (
            "De fleste timer falder i begyndelsen og under afprøvningen, og mødedatoerne ligger fast, før netværket "
            "går i gang."
        ),
    ),
    (
        "background",
        (
            "Vi har talt med nogle af dem, det handler om: De vil gerne være med, og de vil kunne se, at det, de "
            "siger, bliver brugt til noget."
        ),
    ),
)
