"""Signing in with a mail address and a password, and setting one."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import StopValidation

from app.core.forms import Form, HiddenLine, MaxLength, Required
from app.people.forms import MAIL_MAX, MailField

SHORTEST, LONGEST = 12, 200
TOO_COMMON = ("123456789", "password", "adgangskode", "kodeord", "albertslund", "qwerty", "abcdefgh")


class SignInForm(Form):
    email = MailField(
        _("Mail"), [Required(_("Write your mail address")), MaxLength(MAIL_MAX)], render_kw={"autocomplete": "username"}
    )
    password = PasswordField(
        _("Password"),
        [Required(_("Write your password")), MaxLength(LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenLine()


class PasswordForm(Form):
    """`known` are words about the person that no password may be made of."""

    known: tuple[str, ...] = ()
    password = PasswordField(
        _("New password"),
        [Required(_("Write a password")), MaxLength(LONGEST)],
        description=_("At least 12 characters. Three or four words that do not belong together are good"),
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(_("The same once more"), [MaxLength(LONGEST)], render_kw={"autocomplete": "new-password"})

    def validate_password(self, field: PasswordField) -> None:
        typed = field.data or ""
        if len(typed) < SHORTEST:
            raise StopValidation(str(_("At least 12 characters")))
        plain = typed.lower()
        for word in (*TOO_COMMON, *self.known):
            plain = plain.replace(word.lower(), "") if word else plain
        if len(plain) < SHORTEST // 2 or len(set(plain)) < 5:
            raise StopValidation(str(_("It is too easy to guess. Choose another")))

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.password.data:
            raise StopValidation(str(_("The two are not the same")))
