"""Unrolled: take real sequence models apart.

Importing this package loads nothing else; import the layer you need, such as
``unrolled.models`` or ``unrolled.lessons``.
"""

import os

__version__ = "0.1.0"

# OpenMP reads this once, when torch is first imported. Its threads spin while they wait unless told
# to sleep, and with several kernels on few cores they then steal each other's time: on two busy cores
# a passage of 300 characters took over 9 s in place of 0.2 s.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
