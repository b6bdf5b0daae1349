"""``python -m unrolled.benchmark``: see :mod:`unrolled.benchmark.sweep`."""

from unrolled.benchmark.sweep import main

main()
