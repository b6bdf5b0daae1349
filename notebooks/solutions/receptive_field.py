"""Solutions of the exercises on the receptive field."""


def field(kernel, dilations, convolutions):
    return 1 + convolutions * (kernel - 1) * sum(dilations)


def dilations(wanted):
    best = None
    for kernel in range(2, wanted + 1):
        levels = 1
        while kernel**levels < wanted:
            levels += 1
        if best is None or kernel * levels < best[0]:
            best = kernel * levels, kernel, [kernel**level for level in range(levels)]
    return best[1], best[2]
