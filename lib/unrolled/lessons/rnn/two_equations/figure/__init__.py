"""The two equations: a little RNN unrolled over a word, forwards or with the gradient flowing back."""

from __future__ import annotations

from unrolled.drawing.formula import MATH
from unrolled.drawing.letters import visible
from unrolled.drawing.numbers import arrow, frame, label, shade
from unrolled.drawing.numerals import percent, signed
from unrolled.drawing.shapes import rect, shape
from unrolled.drawing.svg import Drawing, element, text
from unrolled.drawing.theme import css
from unrolled.drawing.type import note, title
from unrolled.lessons.rnn.two_equations.figure.columns import CELL, FAR, PILL, WORD, Plan, hits, place, word_above
from unrolled.lessons.rnn.two_equations.record import Unrolled

BASE = CELL + 15  # from a row of cells to the letters below it
NUMBERED = 6  # letters up to which the logits of all columns have room for their numbers
LOUD = 8.0  # the logit whose bar is full


def describe_equations(shown: Unrolled) -> str:
    """One sentence with the numbers of the step pointed at, and which unit is outlined."""
    t, (T, _, _) = shown.step, shown.sizes
    outlined = f"unit {shown.unit + 1} is outlined"
    if shown.backward:
        values = ", ".join(signed(value, 3) for value in shown.d_h[t])
        return (
            f"Step {t + 1} of {T} of {shown.word}, backwards: the gradient of the loss by the state is {values}; "
            f"{outlined}."
        )
    came, target, best = (visible(shown.letters[k]) for k in (shown.ids[t], shown.ids[t + 1], shown.p[t].argmax()))
    return (
        f"Step {t + 1} of {T} of {shown.word}: input {came}, target {target}, predicted {best} with "
        f"{percent(shown.p[t].max())}; state {', '.join(signed(value) for value in shown.h[t])}; {outlined}."
    )


def remark(shown: Unrolled) -> str:
    """What to say about the step in the status line."""
    t, unit = shown.step, shown.unit
    came, target, best = (visible(shown.letters[k]) for k in (shown.ids[t], shown.ids[t + 1], shown.p[t].argmax()))
    if not shown.backward:
        says = "" if best == target else f" (likeliest: {best})"
        own = float(shown.W_xh[unit, shown.ids[t]] + shown.b[unit])
        from_state = float(shown.W_hh[unit] @ shown.h[t - 1]) if t else 0.0
        return (
            f"Input {came}, target {target}: the network gives {target} {percent(shown.p[t, shown.ids[t + 1]])}{says}. "
            f"In unit {unit + 1} the state before adds {signed(from_state)} to the letter's {signed(own)}: "
            f"h = {signed(float(shown.h[t, unit]))}."
        )
    later = float(shown.from_next[t][:, unit].sum())
    own = float(shown.from_logits[t][unit])
    if t == shown.sizes[0] - 1:
        return f"The last step: all of unit {unit + 1}'s gradient, {signed(own, 3)}, comes from its own logits."
    return (
        f"The gradient at unit {unit + 1} is {signed(own + later, 3)}: {signed(own, 3)} from its own logits, "
        f"{signed(later, 3)} back from step {t + 2}."
    )


def equations_drawing(shown: Unrolled) -> Drawing:
    """What does not move with the cursor: names of the rows, weights, dashed places; all that can be clicked."""
    plan = Plan(shown)
    return Drawing.of(
        *_names(shown, plan),
        *(_empty(shown, plan, t) for t in plan.columns),
        rect(0, plan.net.bottom + 4, plan.frame.width, 1.5, "hair"),
        plan.sums.still(),
        *word_above(shown, plan),
        *hits(plan),
        height=plan.frame.height,
        description=f"A network of {plan.H} units, unrolled over the {plan.T} steps of {shown.word}.",
        style=MATH,
    )


def equations_cursor(shown: Unrolled) -> Drawing:
    """The layer over it: the steps taken so far with their numbers, and the step pointed at in the equations."""
    plan = Plan(shown)
    parts = [frame(**plan.column(shown.step, 1.5), fill=css("wash"))]
    parts += [_edges(shown, plan, t) for t in plan.columns[:-1] if shown.done(t) and shown.done(t + 1)]
    parts += [_column(shown, plan, t) for t in plan.columns if shown.done(t)]
    parts += _into_unit(shown, plan)
    if plan.has_word:
        parts.append(frame(place(shown.step) + 1, 1.5, 24, WORD - 3, stroke_width=2.5))
    return Drawing.of(
        *parts, plan.sums.now(), height=plan.frame.height, description=describe_equations(shown), style=MATH
    )


def _names(shown: Unrolled, plan: Plan) -> list[str]:
    units = f"{plan.H} units"
    back = ("output", "∂L/∂y"), ("state", "∂L/∂h"), ("input x", f"1 of {plan.V}")
    forth = ("output", "logits y"), ("state h", units), ("input x", f"1 of {plan.V}")
    tops = plan.logits, (plan.unit(0) + plan.unit(plan.H - 1)) / 2 - 20, plan.inputs
    return [
        title(name, 2, y + 16) + text(below, 2, y + 35, font_size=15, fill=css("ink2"))
        for y, (name, below) in zip(tops, back if shown.backward else forth, strict=True)
    ]


def _letters(shown: Unrolled, plan: Plan, t: int, y: float, bold: int) -> str:
    drawn = [
        text(
            visible(letter), plan.left(t, k) + plan.cell / 2, y, fill=css("ink" if k == bold else "ink2"),
            font_weight=700 if k == bold else None,
        )
        for k, letter in enumerate(shown.letters)
    ]  # fmt: skip
    return element("g", "".join(drawn), font_size=16, class_="mono", text_anchor="middle")


def _row(plan: Plan, t: int, y: float, **paint: object) -> str:
    """The empty cells of a row, as one path."""
    wide = plan.V * plan.cell
    lines = "".join(f"M{plan.left(t, k):.1f},{y:.1f} v{CELL} " for k in range(1, plan.V))
    edges = f"M{plan.left(t):.1f},{y:.1f} h{wide:.1f} v{CELL} h{-wide:.1f} z "
    return shape(edges + lines, **{"fill": "none", "stroke": css("edge"), "stroke_width": 1} | paint)


def _empty(shown: Unrolled, plan: Plan, t: int) -> str:
    """A column before its step is taken: what goes in, what is wanted, and dashed places for the rest."""
    dashes = {"stroke_dasharray": "4 3"}
    pills = "".join(_pill(plan, t, k) for k in range(plan.H))
    return "".join(
        (
            _row(plan, t, plan.logits, **dashes),
            _letters(shown, plan, t, plan.logits + BASE, -1),
            _outline(shown, plan, t, stroke_width=1.6, **dashes),
            _target(shown, plan, t),
            element("g", pills, fill="none", stroke=css("edge"), stroke_width=1.4, **dashes),
            _input(shown, plan, t),
        )
    )


def _pill(plan: Plan, t: int, k: int, **paint: object) -> str:
    """The place of a unit."""
    return rect(plan.middle(t) - PILL / 2, plan.unit(k) - plan.pill / 2, PILL, plan.pill, rx=plan.pill / 2, **paint)


def _outline(shown: Unrolled, plan: Plan, t: int, **paint: object) -> str:
    """The frame around the target's cell and letter."""
    x = plan.left(t, int(shown.ids[t + 1]))
    return frame(x - 1, plan.logits - 1.5, plan.cell + 2, BASE + 5, **({"stroke_width": 2.6} | paint))


def _target(shown: Unrolled, plan: Plan, t: int) -> str:
    """Which step it is and its target's name, and a mark over the target's place."""
    target = int(shown.ids[t + 1])
    x, y = plan.left(t, target) + plan.cell / 2, plan.logits - 5
    flip = target >= plan.V / 2
    mark = shape(f"M{x - 6:.1f},{y - 9:.1f} h12 l-6,9 z", "target")
    return mark + note(
        f"t = {t + 1}: target {visible(shown.letters[target])}",
        x - 8 if flip else x + 8,
        y,
        "end" if flip else "start",
        "ink",
    )


def _input(shown: Unrolled, plan: Plan, t: int) -> str:
    came = int(shown.ids[t])
    x = plan.left(t, came)
    box = rect(x, plan.inputs, plan.cell, CELL, "ink")
    digits = [
        text(
            str(int(k == came)), plan.left(t, k) + plan.cell / 2, plan.inputs + 16,
            fill=css("ground" if k == came else "ink2"), font_weight=700 if k == came else None,
        )
        for k in range(plan.V)
    ]  # fmt: skip
    return (
        _row(plan, t, plan.inputs, fill=css("ground"))
        + box
        + element("g", "".join(digits), font_size=15, text_anchor="middle")
        + _letters(shown, plan, t, plan.inputs + BASE, came)
    )


def _column(shown: Unrolled, plan: Plan, t: int) -> str:
    """A step that is taken."""
    x, values = plan.middle(t), (shown.d_h if shown.backward else shown.h)[t]
    limit = float(abs(shown.d_h).max()) if shown.backward else 1.0
    now = t == shown.step
    last = plan.unit(plan.H - 1) + plan.pill / 2
    ends = (plan.inputs - 2, last + 3), (plan.pills - 3, plan.logits + BASE + 7)
    if shown.backward:
        ends = tuple((end, start) for start, end in ends)
    parts = [arrow(((x, start), (x, end)), thick=2.2 if now else 1.3) for start, end in ends]
    parts.append(_outputs(shown, plan, t))
    if now:  # its ground lies over what is still
        parts.append(_letters(shown, plan, t, plan.logits + BASE, int(shown.ids[t + 1])))
        parts += [_target(shown, plan, t), _input(shown, plan, t)]
    parts.append(_outline(shown, plan, t))
    for k, value in enumerate(values):
        ground, ink = shade(float(value), limit)
        parts.append(
            _pill(plan, t, k, fill=ground, stroke=css("ink"), stroke_width=3.5 if now and k == shown.unit else 1.3)
        )
        number = {"font_size": 15 if plan.H > 3 else 16, "font_weight": 600, "text_anchor": "middle", "fill": ink}
        parts.append(text(signed(float(value), 3 if shown.backward else 2), x, plan.unit(k) + 5.5, **number))
    return "".join(parts)


def _outputs(shown: Unrolled, plan: Plan, t: int) -> str:
    """Logits, or their gradients: numbers where there is room, bars up and down from the middle where not."""
    values = shown.d_logits[t] if shown.backward else shown.logits[t]
    wide, target = plan.V * plan.cell, int(shown.ids[t + 1])
    parts = [rect(plan.left(t), plan.logits, wide, CELL, "ground"), _row(plan, t, plan.logits)]
    for k, value in enumerate(values):
        x = plan.left(t, k) + plan.cell / 2
        if plan.V <= NUMBERED:
            digits = 2 if shown.backward else 1
            words = signed(float(value), digits).replace("0.", ".", int(shown.backward))
            bold = {"font_weight": 700} if k == target else {}
            parts.append(note(words, x, plan.logits + 15.5, "middle", "ink", **bold))
        else:
            tall = CELL / 2 * min(abs(float(value)) / (1 if shown.backward else LOUD), 1)
            y = plan.logits + CELL / 2 - (tall if value > 0 else 0)
            colour = css("predicted" if value > 0 else "negative")
            parts.append(rect(x - plan.cell / 2 + 2, y, plan.cell - 4, tall, colour))
    return "".join(parts)


def _edges(shown: Unrolled, plan: Plan, t: int) -> str:
    """From every unit of step t to every unit of step t + 1."""
    x0, x1 = plan.middle(t) + PILL / 2 + 1, plan.middle(t + 1) - PILL / 2 - 1
    lines = [f"M{x0:.0f},{plan.unit(j):.0f} L{x1:.0f},{plan.unit(k):.0f}" for j in range(plan.H) for k in range(plan.H)]
    return shape(" ".join(lines), "none", "edge", 1.1, opacity=0.7)


def _into_unit(shown: Unrolled, plan: Plan) -> list[str]:
    """What reaches the outlined unit: over edges with their weights or, backwards, with what flows over them."""
    t, unit, parts = shown.step, shown.unit, []
    x, y = plan.middle(t), plan.unit(unit)
    other = t + 1 if shown.backward else t - 1
    if 0 <= other < plan.T:
        side = 1 if shown.backward else -1
        values = shown.from_next[t][:, unit] if shown.backward else shown.W_hh[unit]
        far, near = plan.middle(other) - side * (PILL / 2 + 1), x + side * (PILL / 2 + 2)
        ends = [(plan.unit(k), float(value)) for k, value in enumerate(values)]
        parts += [arrow(((far, start), (near, y)), thick=2.4) for start, _ in ends]
        share = (33 if shown.backward else 29) / abs(near - far)  # close to where they start, so that none meet
        box = {"tall": min((1 - share) * plan.pitch - 2, 24), "size": 14 if plan.H > 3 else 15}
        parts += [
            label(
                signed(value, 3 if shown.backward else 2),
                far + share * (near - far),
                start + share * (y - start),
                **box,
            )
            for start, value in ends
        ]
    box = {"tall": FAR - 12, "size": 14}
    if shown.backward:
        words = f"to unit {unit + 1}: {signed(float(shown.from_logits[t][unit]), 3)}"
        return [*parts, label(words, x, plan.pills - FAR + 2 + box["tall"] / 2, **box)]
    value = float(shown.W_xh[unit, shown.ids[t]] + shown.b[unit])
    return [*parts, label(f"to unit {unit + 1}: {signed(value)}", x, plan.inputs - 1 - box["tall"] / 2, **box)]
