"""The page of the search, and its answers for the box in the header."""

import time

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from hiddenmath.web._floors import House
from hiddenmath.web._templates import render

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


@router.get("")
def search(house: House, q: str = "") -> str:
    """Everything that holds all the words of `q`; of the last one the beginning is enough."""
    query, index = q[:200], house.index
    begun = time.perf_counter()
    found = index.search(query)
    seconds = time.perf_counter() - begun
    near = None if found else index.near(query)
    return render("search.html", query=query, found=found, near=near, milliseconds=1000 * seconds)
