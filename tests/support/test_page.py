"""Every problem is found on a page that has it, and none on a page that has none."""

import pytest

from tests.support.page import inspect, inspect_fragment

GOOD = """<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>Ny&nbsp;aftale – Netværk</title>
<script src="/a.js" defer></script></head>
<body><a href="#main">Spring til indholdet</a><main id="main">
<!-- a comment -->
<h1>Ny <em>aftale</em></h1><h2>Mål</h2><h3>Tegn</h3><h2>Datoer</h2>
<form method="post" action="/aftaler"><input type="hidden" name="csrf_token" value="t">
<label for="goal">Mål</label><textarea id="goal" name="goal" aria-describedby="hint"></textarea><p id="hint">Kort.</p>
<label>Dato <input name="date"></label><input name="q" aria-label="Søg">
<fieldset><legend>Vælg</legend><label><input type="radio" name="a"> Ja</label></fieldset>
<button type="submit">Gem</button></form>
<form method="get" action="/soeg"><button type="submit" aria-label="Søg"><svg aria-hidden="true"></svg></button></form>
<img src="/a.svg" alt=""><a href="/"><img src="/b.svg" alt="Forside"></a>
<svg role="img"><title>Tidslinje</title><svg></svg></svg>
<p>Skriv <code>{{ Submit }}</code> eller <span lang="en">Please save</span>. Saveprojekt.</p>
<table><tbody><tr><td>1</td></tr></tbody></table>
</main></body></html>"""


def test_a_good_page_has_no_problems() -> None:
    assert inspect(GOOD, url="/") == []


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("<!doctype html>", "", "invalid HTML: expected-doctype"),
        ("<h2>Mål</h2>", "<h2>Mål</h3>", "invalid HTML"),
        ("<p>Skriv", '<p class="a" class="b">Skriv', "invalid HTML: duplicate-attribute"),
        ("<p>Skriv", "<p>&ukendt; Skriv", "invalid HTML"),
        ('lang="da"', "", "<html lang> is None"),
        ("<h1>Ny <em>aftale</em></h1>", "", "0 <h1>"),
        ("<h2>Datoer</h2>", "<h1>Datoer</h1>", "2 <h1>"),
        ("<title>Ny", "<title>Netværk: ny", "does not begin with the <h1>"),
        ('id="main">', 'id="main"><h2>Før</h2>', "first heading is <h2>"),
        ('id="hint"', 'id="goal"', "'goal' is used 2 times"),
        ('id="hint"', 'id=""', "id '' is no name"),
        ('aria-describedby="hint"', 'aria-describedby="hint gone"', "aria-describedby to 'gone'"),
        ("<h2>Datoer", '<h2 aria-labelledby="gone">Datoer', "aria-labelledby to 'gone'"),
        ('for="goal"', 'for="gone"', "for to 'gone'"),
        ('href="#main"', 'href="#gone"', "leads to '#gone'"),
        ('href="#main"', 'href="#"', 'has href="#"'),
        ('href="#main"', 'href=" JavaScript:x()"', "JavaScript:x()"),
        ('<label for="goal">Mål</label>', "", "<textarea id='goal' name='goal'> has no label"),
        ('<label for="goal">Mål</label>', '<label for="goal"></label>', "has no label"),
        ("<label>Dato <input", "<label>Dato</label><label><input", "<input name='date'> has no label"),
        ('aria-label="Søg"><fieldset', "><fieldset", "<input name='q'> has no label"),
        ("<legend>Vælg</legend>", "", "does not begin with its <legend>"),
        ('method="get"', "", "has no method"),
        ('action="/soeg"', 'action=""', "has no action"),
        ('value="t"', 'value=""', "without a csrf_token"),
        ("<p>Skriv", '<p style="color: red">Skriv', "<p> has style"),
        ("<p>Skriv", '<p onclick="x()">Skriv', "<p> has onclick"),
        ("<p>Skriv", '<p hx-on:click="x()">Skriv', "<p> has hx-on:click"),
        ("</head>", "<style>p{}</style></head>", "inline <style>"),
        ("</head>", "<script>x()</script></head>", "inline <script>"),
        ('<img src="/a.svg" alt="">', '<img src="/a.svg">', "<img> has no alt"),
        ('<svg aria-hidden="true">', "<svg>", "neither aria-hidden"),
        ("<title>Tidslinje</title>", "", "neither aria-hidden"),
        ("<h3>Tegn</h3>", "<h4>Tegn</h4>", "<h4> 'Tegn' comes after <h2>"),
        ("<h3>Tegn</h3>", "<h3></h3>", "<h3> is empty"),
        ('<button type="submit">Gem', "<button>Gem", "<button> has no type"),
        ('type="submit" aria-label="Søg"', 'type="submit"', "has no text"),
        ('alt="Forside"', 'alt=""', "<a href='/'> has no text"),
        ("Gem", "Save", "English: 'Save'"),
        ("<p>Skriv", "<p>This field is required.", "English: 'required'"),
        ("<p>Skriv", '<p title="Please wait">Skriv', "English: 'Please'"),
        ("<title>Ny&nbsp;aftale", "<title>Ny aftale Not Found", "English: 'Not Found'"),
        ("<p>Skriv", "<p>{{ name }}", "not rendered: '{{'"),
        ("<p>Skriv", "<p>%(count)s svar", "not rendered: '%('"),
        ("<p>Skriv", "<p>Frist: None", "not rendered: 'None'"),
    ],
)
def test_a_problem_is_found(before: str, after: str, problem: str) -> None:
    page = GOOD.replace("\n", "").replace("<!-- a comment -->", "")
    assert before in page
    found = inspect(page.replace(before, after, 1), url="/side")
    assert any(problem in line for line in found), found
    assert all(line.startswith("/side: ") for line in found)


@pytest.mark.parametrize(
    "fragment", ["<h3>Svar</h3><p>Tekst</p>", "<tr><td>1</td></tr>", "<li>Et punkt</li>", '<a href="#main">Op</a>', ""]
)
def test_a_good_fragment_has_no_problems(fragment: str) -> None:
    assert inspect_fragment(fragment, url="/") == []


@pytest.mark.parametrize(
    ("fragment", "problem"),
    [
        ("<p>Gem</div>", "invalid HTML"),
        ('<form method="post" action="/x"></form>', "csrf_token"),
        ('<input name="a">', "no label"),
        ("<h2>A</h2><h4>B</h4>", "comes after <h2>"),
        ("<p>Please</p>", "English"),
    ],
)
def test_a_problem_is_found_in_a_fragment(fragment: str, problem: str) -> None:
    assert any(problem in line for line in inspect_fragment(fragment, url="/del"))
