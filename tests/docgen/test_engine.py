"""The child process: same bytes every time, limits that are named, and nothing fetched whatever the text says."""

from __future__ import annotations

import hashlib
import io
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pikepdf
import psutil
import pytest

import docgen
from tests.docgen import cases
from tests.docgen.conftest import Rendering
from tests.docgen.reading import reading

FRESH = """
import sys, hashlib, docgen
if __name__ == "__main__":
    raw = open(sys.argv[1], "rb").read()
    with docgen.Renderer() as renderer:
        made = renderer.render(raw)
    document = docgen.decode(raw)
    print(hashlib.sha256(made.pdf).hexdigest(), hashlib.sha256(made.fragment).hexdigest(), docgen.content_key(document))
"""


def big_document() -> dict[str, Any]:
    """Some 150 pages: seconds of work and more memory than a small limit."""
    document = cases.sample("contract")
    fields = [{"heading": "Stort felt", "text": (cases.SENTENCE * 8 + "\n\n") * 24}] * 15
    return document | {"sections": [*document["sections"], cases.answers("Stor del", fields)]}


def test_bytes_and_key_are_the_same_in_other_processes_with_other_hash_seeds(
    rendered: Rendering, tmp_path: Path
) -> None:
    script, file = tmp_path / "fresh.py", tmp_path / "data.json"
    script.write_text(FRESH)
    file.write_bytes(cases.raw(cases.sample("recommendations")))
    made = rendered("recommendations")
    key = docgen.content_key(docgen.decode(file.read_bytes()))
    here = " ".join([hashlib.sha256(made.pdf).hexdigest(), hashlib.sha256(made.fragment).hexdigest(), key])
    root = str(Path(docgen.__file__).parents[1])
    started = [
        subprocess.Popen(
            [sys.executable, script, file],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": root, "TZ": zone},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone in (("1", "Asia/Tokyo"), ("4321", "UTC"))
    ]
    assert [process.communicate()[0].strip() for process in started] == [here, here]


def test_key_follows_the_content() -> None:
    contract = cases.sample("contract")
    first = docgen.content_key(docgen.decode(contract))
    assert first == docgen.content_key(docgen.decode(cases.raw(contract)))
    assert first != docgen.content_key(docgen.decode(contract | {"title": "En anden"}))
    assert len(first) == 64


def test_invalid_data_are_named_with_their_path(renderer: docgen.Renderer) -> None:
    with pytest.raises(docgen.RenderFailed, match=r"^\$\.title: ") as caught:
        renderer.render(cases.raw(cases.sample("contract") | {"title": 1}))
    assert caught.value.reason == "invalid"


def test_document_over_time_is_stopped_and_the_next_one_renders() -> None:
    with docgen.Renderer(timeout=1.5) as renderer:
        with pytest.raises(docgen.RenderFailed) as caught:
            renderer.render(cases.raw(big_document()))
        assert caught.value.reason == "timeout"
        assert str(caught.value) == "Dokumentet tog mere end 1.5 sekunder"
        renderer.timeout = 60
        assert renderer.render(cases.raw(cases.sample("agreement"))).pages >= 2


def test_document_over_memory_is_stopped_and_the_next_one_renders() -> None:
    with docgen.Renderer(memory_mb=115) as renderer:
        with pytest.raises(docgen.RenderFailed) as caught:
            renderer.render(cases.raw(big_document()))
        assert caught.value.reason == "memory"
        assert str(caught.value) == "Dokumentet brugte mere end 115 MB hukommelse"
        assert renderer.render(cases.raw(cases.sample("agreement"))).pages >= 2


def test_child_that_dies_is_named_and_the_next_document_renders() -> None:
    before = {child.pid for child in psutil.Process().children(recursive=True)}
    with docgen.Renderer() as renderer:
        first = renderer.render(cases.raw(cases.sample("agreement")))
        mine = [c for c in psutil.Process().children(recursive=True) if c.pid not in before and not c.children()]
        workers = [c for c in mine if c.memory_info().rss > 60_000_000]
        assert len(workers) == 1
        threading.Timer(0.7, workers[0].kill).start()
        with pytest.raises(docgen.RenderFailed) as caught:
            renderer.render(cases.raw(big_document()))
        assert caught.value.reason == "crash"
        assert renderer.render(cases.raw(cases.sample("agreement"))) == first


def test_renderer_may_be_shared_by_threads_and_used_after_closing(rendered: Rendering) -> None:
    made: list[docgen.Rendered] = []
    renderer = docgen.Renderer()
    raw = cases.raw(cases.sample("agreement"))
    threads = [threading.Thread(target=lambda: made.append(renderer.render(raw))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    renderer.close()
    made.append(renderer.render(raw))
    renderer.close()
    renderer.close()
    assert made == [rendered("agreement")] * 4


COSTLY = {
    "no space": "x" * 20_000,
    "newlines": "\n" * 399,
    "spaces": " " * 20_000,
    "lines": "a\n" * 399,
    "items": "- a\n" * 399,
    "paragraphs": "a \n\n" * 199,
    "marks": "1-2/" * 4_999,
    "invisible": "\u00ad" * 9_999,
}


@pytest.mark.parametrize("name", COSTLY)
def test_costly_text_is_printed_within_the_time_that_a_document_has(name: str, renderer: docgen.Renderer) -> None:
    """Set as they are, 20,000 letters without a space cost some twelve times as much as plain words."""
    assert renderer.render(cases.raw(cases.with_text(COSTLY[name]))).pages >= 3


HOSTILE = (
    '"><img src="http://127.0.0.1:{port}/a"><link rel=attachment href="file:///etc/passwd"><style>@import '
    "url(http://127.0.0.1:{port}/b);</style><script>1</script></p>{{{{ 7*7 }}}} url(http://127.0.0.1:{port}/c) &amp;"
)


def hostile(value: Any, text: str, key: str = "") -> Any:
    """Every free text in the data replaced by the hostile one, as far as its cap allows."""
    if isinstance(value, dict):
        return {name: hostile(item, text, name) for name, item in value.items()}
    if isinstance(value, list):
        return [hostile(item, text, key) for item in value]
    free = {
        "text",
        "what",
        "why",
        "seen",
        "criterion",
        "value",
        "lead",
        "status",
        "intro",
        "items",
        "opening",
        "decision",
    }
    short = {"title", "heading", "caption", "question", "role", "name", "note", "organisation", "unit", "kind_label"}
    narrow = {"label", "running_head", "on_behalf", "awaits", "said", "told_by", "value_for", "owner", "lines"}
    if isinstance(value, str) and key in free | short | narrow:
        return text if key in free else text[:72] if key in short else text[:38]
    return value


@pytest.mark.parametrize("kind", [kind for kind in docgen.TYPES if kind != "guide"])  # test_guide: its pages are small
def test_hostile_text_fetches_nothing_and_attaches_nothing(kind: str, renderer: docgen.Renderer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        text = HOSTILE.format(port=server.getsockname()[1])
        made = renderer.render(cases.raw(hostile(cases.sample(kind), text)))
        with pytest.raises(TimeoutError):
            server.accept()
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        assert len(opened.attachments) == 1
        assert len(opened.Root.AF) == 1
        links = [a for page in opened.pages for a in page.obj.get("/Annots", ()) if "/A" in a]
        assert links == []
    read = reading(made.pdf)
    assert "{{ 7*7 }}" in read
    assert '"><img src="http://' in read
    assert docgen.check(made.pdf) == []


def test_fetcher_refuses_all_but_our_own_picture() -> None:
    code = (
        "from docgen import render\n"
        "fetch = render.OwnAssetsOnly().fetch\n"
        "assert fetch(render.BASE + 'udkast.svg').read().startswith(b'<svg')\n"
        "for url in ('http://127.0.0.1/', 'file:///etc/passwd', 'data:text/plain,x', render.BASE + '../model.py',\n"
        "            render.BASE + 'fonts.conf', render.BASE + 'udkast.svg?x', 'ftp://x/'):\n"
        "    try: fetch(url)\n"
        "    except BaseException as error: assert type(error).__name__ == 'FatalURLFetchingError', error\n"
        "    else: raise SystemExit(url)\n"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True, capture_output=True)
