"""Open the notebooks in the programs and environments where people use them. make places, PLACE=voila for one

It prints one line for each place: its version, what was seen or what failed, and the seconds it took. The exit status
is 1 if a place failed. A program that is missing is installed below ``build/places/`` and nowhere else.

    python tools/places.py                    # every place
    python tools/places.py voila binder       # some
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback

import places_binder
import places_files
import places_pages
import places_versions
from places_check import NotTried, Place, line

PLACES: dict[str, Place] = {
    **places_pages.PLACES,
    **places_files.PLACES,
    **places_binder.PLACES,
    **places_versions.PLACES,
}


def tried(place: Place) -> bool:
    """Try a place and print its line; returns whether it works."""
    began = time.monotonic()
    try:
        version, said = place.visit()
        mark, fine = "✓", True
    except NotTried as reason:
        version, said, mark, fine = "", f"not tried: {reason}", "–", True
    except Exception as error:
        traceback.print_exc()
        version, mark, fine = "", "✗", False
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    print(line(place.what, version, said, time.monotonic() - began, mark), flush=True)
    return fine


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("places", nargs="*", choices=[*PLACES, []], help="default: all")
    chosen = parser.parse_args().places or list(PLACES)
    fine = [tried(PLACES[name]) for name in chosen]  # a list, so that all are tried, also after a failure
    sys.exit(not all(fine))


if __name__ == "__main__":
    main()
