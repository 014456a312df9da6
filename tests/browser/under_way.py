"""Holding a save on its way to the server, as a slow net does."""

from collections.abc import Callable

from playwright.sync_api import Page, Request, Route


def is_whole(request: Request) -> bool:
    """Whether it saves the whole form, not one field."""
    return request.method == "POST" and "autosave=" not in (request.post_data or "")


def is_alone(request: Request) -> bool:
    return request.method == "POST" and not is_whole(request)


def hold(page: Page, is_held: Callable[[Request], bool]) -> Callable[[], None]:
    """The first request of which that is true is held until what is returned is called."""
    held: list[Route] = []

    def sent(route: Route) -> None:
        if held or not is_held(route.request):
            route.continue_()
        else:
            held.append(route)

    page.route("**/ret", sent)
    return lambda: held[0].continue_()
