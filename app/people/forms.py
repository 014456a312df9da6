"""Signing in."""

from wtforms import HiddenField, IntegerField

from app.core.forms import Form


class DemoSignInForm(Form):
    """One button a demo person; nothing is typed."""

    person = IntegerField()
    next = HiddenField()
