"""One warm child process that renders, killed when it takes too long or too much memory.

The web process never loads WeasyPrint. A child that was killed is replaced at once, so the next document is unharmed.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import threading
from concurrent.futures import TimeoutError as TookTooLong
from types import TracebackType
from typing import NamedTuple, Self

from pebble import ProcessExpired, ProcessPool

from docgen.rules import InvalidData

OUT_OF_MEMORY = 77  # the child's exit code when it has used its memory
RESERVED_MB = 512  # address space beyond the limit (maps, arenas) before the kernel refuses
GLIB_GAVE_UP = (-5, -6)  # GLib traps or aborts when it cannot allocate
MAX_TASKS = 200
PAGE = resource.getpagesize()


class Rendered(NamedTuple):
    """A finished PDF, the fragment it was made from (no page numbers, no attachment), and its number of pages."""

    pdf: bytes
    fragment: bytes
    pages: int


class RenderFailed(Exception):
    """No PDF was made. `reason` is "invalid", "timeout", "memory" or "crash"."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return self.message


class Renderer:
    """Renders one document at a time in a child process that starts with the first document.

    `timeout` is in seconds for one document, `memory_mb` the memory that the child may hold. Threads may share a
    Renderer; their documents queue.
    """

    def __init__(self, timeout: float = 60.0, memory_mb: int = 1024) -> None:
        self.timeout = timeout
        self.memory_mb = memory_mb
        self.lock = threading.Lock()
        self.pool: ProcessPool | None = None

    def render(self, raw: bytes) -> Rendered:
        """The print of the JSON data. RenderFailed when there is none, with the reason."""
        future = self.started().schedule(work, args=(raw, self.memory_mb), timeout=self.timeout)
        try:
            return Rendered(*future.result())
        except InvalidData as error:
            raise RenderFailed("invalid", str(error)) from None
        except TookTooLong:
            raise RenderFailed("timeout", f"Dokumentet tog mere end {self.timeout:g} sekunder") from None
        except ProcessExpired as error:
            if error.exitcode in (OUT_OF_MEMORY, *GLIB_GAVE_UP):
                raise RenderFailed("memory", f"Dokumentet brugte mere end {self.memory_mb} MB hukommelse") from None
            raise RenderFailed("crash", f"Processen stoppede uventet (kode {error.exitcode})") from None
        except Exception as error:
            raise RenderFailed("crash", f"{type(error).__name__}: {error}") from error

    def started(self) -> ProcessPool:
        with self.lock:
            if self.pool is None or not self.pool.active:
                context = multiprocessing.get_context("forkserver")
                self.pool = ProcessPool(
                    max_workers=1,
                    max_tasks=MAX_TASKS,
                    initializer=prepare,
                    initargs=(self.memory_mb,),
                    context=context,
                )
            return self.pool

    def close(self) -> None:
        """End the child process. A closed Renderer may be used again: it starts a new one."""
        with self.lock:
            pool, self.pool = self.pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def prepare(memory_mb: int) -> None:
    """In the child: set the hard limit, then load and warm what rendering needs."""
    limit = (memory_mb + RESERVED_MB) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    from docgen import render

    render.press()
    # What was loaded lives as long as the process, and a document's boxes live until it is done: looking for garbage
    # among them at Python's own pace costs a tenth of the time. work() looks between documents, when there is need.
    gc.freeze()
    gc.disable()


def work(raw: bytes, memory_mb: int) -> tuple[bytes, bytes, int]:
    """In the child: one document. A child out of memory ends, since nothing it holds can be trusted any more."""
    from docgen import render

    limit, done = memory_mb * 1024 * 1024, threading.Event()
    if held() > limit // 8:
        gc.collect()
    threading.Thread(target=watch, args=(limit, done), daemon=True).start()
    try:
        return render.produce(raw)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        done.set()


def watch(limit: int, done: threading.Event) -> None:
    """End the process when it holds more memory than the limit.

    The kernel's limit on address space stands behind. Alone it would not do: a C library that is refused memory may
    crash in any way, and the reason would be lost.
    """
    while not done.wait(0.05):
        if held() > limit:
            os._exit(OUT_OF_MEMORY)


def held() -> int:
    """Bytes of memory that this process holds."""
    with open("/proc/self/statm", "rb") as sizes:
        return int(sizes.read().split()[1]) * PAGE
