r"""Sentences of our own to put between an opening and its end, in the manner of the Stacks project.

Each block has ``BLOCK`` characters, the line end included, so that a distance in characters is a number of blocks.
"""

from __future__ import annotations

BLOCK = 50

WORDS = r"""This follows at once from the definitions so far.
We shall use this fact without a further mention.
Hence it is enough to treat the affine case here.
The general case is later proved in the same way.
Recall that every closed subset is quasi-compact.
Thus the first claim is clear from what was said.
We leave the details of this step to all readers.
Note that the two constructions agree up to sign.
Finally we consider what happens on the boundary.
This is the same argument as in the earlier part.
The second claim follows from the one above this.
Observe that nothing changes if we shrink it now.
We may also assume that both of them are reduced.
As explained, this is independent of all choices.
The converse holds as well, but it is not needed.
In other words, the two of them commute as hoped.
The same holds true after any base change at all.
We conclude that the three notions are all equal.
Clearly this is all compatible with base changes.
"""

FORMULAS = r"""Let $U \subset X$ be an open and dense subscheme.
Then $f : X \to Y$ is flat and of relative dim 1.
Choose some point $x \in X$ lying over $y \in Y$.
Write $A = B/I$ where $I$ is an ideal of $B$ too.
The map $\varphi : M \to N$ is thus an injection.
Set $K = \Ker(\varphi)$ and let $n > 0$ be given.
As $R$ is a domain, also $R[x]$ is a domain here.
Hence $M \otimes_R N$ is a finite $R$-module too.
For $i \in I$ put $U_i = X \times_Y V_i$ as well.
The sequence $0 \to L \to M \to N$ is then exact.
We have $g \circ f = h$ over all of the open $V$.
Fix some sheaf $\mathcal{F}$ of modules over $X$.
It follows that $H^1(X, \mathcal{F})$ is nonzero.
Each ring $A_f$ is Noetherian as the ring $A$ is.
Then $X_s$ is geometrically integral over $k(s)$.
Replace $X$ by $X'$ and $Y$ by $Y'$ from here on.
Thus $\mathcal{L}$ is an ample sheaf on this $X$.
Now we see that $a = b + c$ with $c \in J$ again.
Set $S = \Spec(R)$ and $T = \Spec(R')$ as before.
"""

LIST = "\\begin{enumerate}\n\\item It is so.\n\\end{enumerate}\n"  # one block: opened and closed again


def _blocks(lines: str) -> list[str]:
    return [line + "\n" for line in lines.splitlines()]


FILLERS = {
    "words": _blocks(WORDS),
    "formulas": _blocks(FORMULAS),
    "closed lists": [block for pair in zip(_blocks(WORDS)[::2], [LIST] * 10, strict=True) for block in pair],
}


def filler(kind: str, blocks: int) -> str:
    """The first blocks of a kind, begun anew at its end."""
    every = FILLERS[kind]
    return "".join(every[k % len(every)] for k in range(blocks))
