"""The temporal convolutional network.

``network`` is the one to read; ``size`` has its formulas. ``fast`` gives the same numbers with less work, ``stream``
takes one step at a time, ``fast_stream`` does so in numpy, and ``ablations`` lack a part each.
"""
