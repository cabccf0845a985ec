"""A stock project in a process of its own: fills it, then times the pages it is told to.

Reads a path a line, answers the CPU seconds of one request in units of the yardstick and in
seconds, with the number of statements. Started by ``bench.pages`` in the project's folder.
"""

import sys

import django


def main() -> None:
    """Says the addresses, then answers."""
    django.setup()
    from bench import texts
    from bench.requests import Requests
    from bench.stock.filling import fill

    paths = fill(texts.ARTICLES)
    requests = Requests("localhost")
    print(" ".join(f"{name}={path}" for name, path in paths.items()), flush=True)
    for line in sys.stdin:
        seconds, units, statements = requests.time(line.strip())
        print(seconds, units, statements, flush=True)


if __name__ == "__main__":
    main()
