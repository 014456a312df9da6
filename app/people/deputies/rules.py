"""Who may approve for whom (R9): by the holder's own delegation, as the post's standing deputy, or as the superior when
illness came first. The office can say who; it cannot approve for anybody
but its own."""

from flask_babel import lazy_gettext as _

from app.core.actions import Actor
from app.people.models import OFFICE, ONE_HOLDER, Ground, Person, Post

# What a person gives others themself, and what the register keeps.
OWN = (Ground.LEAVE, Ground.AUTHORITY)
# Posts that can have a standing deputy: those that are asked to approve, whoever holds them.
WITH_STANDING = ONE_HOLDER


def obstacle(actor: Actor, of: Person, by: Person) -> str | None:
    """Why the actor cannot note that `by` approves for `of`; None when they can. Both come with their posts."""
    if by.id == of.id:
        return str(_("Choose somebody else than the one who is away"))
    if by.id == actor.person_id:
        return str(_("You cannot choose yourself to approve for others"))
    if runs_structure(by) and not runs_structure(of):
        return str(_("The office cannot approve for others. Choose somebody who is not of the office"))
    return None


def runs_structure(person: Person) -> bool:
    """Whether the person is of the office today."""
    return any(post.function in OFFICE and post.is_held for post in person.posts)


def with_standing(posts: list[Post]) -> list[Post]:
    """Those of the posts, held today, that can have a standing deputy."""
    return [post for post in posts if post.function in WITH_STANDING and post.is_held]
