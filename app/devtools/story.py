"""One network's story, step by step through the real operations, each step at its moment of a working day."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from app.core import clock, deadlines
from app.devtools.acts import Acts

# How many working days pass before each step, at least and at most; all others: none or one.
PAUSES = {
    "send": (1, 2),
    "approve": (0, 2),
    "send_back": (1, 3),
    "suggest": (1, 3),
    "revise": (1, 3),
    "propose_leader": (0, 1),
    "decide_leader": (3, 6),
    "approve_rest": (1, 2),
    "begin": (2, 4),
    "staff": (3, 5),
    "change": (5, 8),
    "withdraw": (4, 6),
    "agree_jointly": (1, 1),
    "answer": (1, 2),
    "answer_by_link": (0, 1),
    "propose": (1, 2),
    "decide": (5, 8),
    "decide_changed": (6, 9),
    "sign_on_paper": (2, 4),
}
Step = Callable[[], None]


class Story(Acts):
    """What happens to one network, and when."""

    def steps(self) -> Iterator[tuple[datetime, Step]]:
        """(when, what) in order; nothing is done before it is called."""
        return zip(self._moments(), [getattr(self, step) for step in self.plan.steps], strict=True)

    def _moments(self) -> list[datetime]:
        """Counted back from the last step, within office hours, one after the other."""
        day = _working_days_before(clock.today() - timedelta(days=self.plan.ended), 0)
        days = [day]
        for step in reversed(self.plan.steps[1:]):
            day = _working_days_before(day, self.chance.randint(*PAUSES.get(step, (0, 1))))
            days.insert(0, day)
        moments: list[datetime] = []
        for day in days:
            at = time(self.chance.randint(8, 11), self.chance.randrange(60))
            moment = datetime.combine(day, at, clock.COPENHAGEN)
            after = moments[-1] + timedelta(minutes=self.chance.randint(11, 59)) if moments else moment
            moments.append(max(moment, after))
        return moments


def _working_days_before(day: date, count: int) -> date:
    """The working day that lies `count` working days before this day, or before the last working day until it."""
    while not deadlines.is_working_day(day):
        day -= timedelta(days=1)
    for _each in range(count):
        day -= timedelta(days=1)
        while not deadlines.is_working_day(day):
            day -= timedelta(days=1)
    return day
