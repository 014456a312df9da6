"""When mails are sent: the numbers, and what they mean for a day. Deadlines remind, they do not block (R15)."""

from datetime import date, datetime, time, timedelta

from app.core.deadlines import is_working_day, working_days_after, working_days_before

# The one mail a day, between these hours of a Danish working day.
MORNING, NOON = time(7), time(12)
# Reminders, in working days before and after the day on which it should be done.
BEFORE, AFTER = 2, 1
# What has happened is news for so long.
NEWS = timedelta(days=14)
# A mail server that cannot take a mail now is asked again after so long; then the mail has failed.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))

# What is told at once, each by a mail of its own; what is told in the morning; what is reminded of. What people begin
# themselves they are not told of.
AT_ONCE = "approve"
IN_THE_MORNING: tuple[str, ...] = ("answer", "weigh", "rewrite", "begin", "propose_leader", "reason", "brief")
IN_THE_MORNING += ("arrange", "talk", "answer_remark")
IN_THE_MORNING += ("consider_idea", "answer_idea")
REMINDED = (AT_ONCE, "answer", "brief")

# Events after which nothing can wait for anybody that did not wait before.
STILL = {
    "document.edited",
    "document.printed",
    "document.created",
    "document.talk_arranged",
    "document.talk_cancelled",
    "document.remarked",
    "document.remark_settled",
}


def is_morning(moment: datetime) -> bool:
    """Whether the mail of the day may go out at this moment (in Danish time)."""
    return is_working_day(moment.date()) and MORNING <= moment.time() < NOON


def reminder(due: date, today: date) -> str | None:
    """Which reminder of a deadline is due: soon, late, or none."""
    if today > due:
        return "late" if today >= working_days_after(due, AFTER) else None
    return "soon" if today >= working_days_before(due, BEFORE) else None
