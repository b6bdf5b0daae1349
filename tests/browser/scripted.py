"""A panel whose network writes one passage by heart: for the notebook of ``test_latex.py``, and for its twin."""

import torch

from unrolled.datasets.text import Vocabulary
from unrolled.lessons.latex.typeset.panel import TypesetPanel

VOCABULARY = Vocabulary("".join(map(chr, range(32, 127))) + "\n")
TEXT = r"""\begin{lemma}
\label{lemma-even}
Let $f : X \to Y$ be a map of sets and let $\mathcal{F}$ be a sheaf on $X_\etale$. Then
\begin{enumerate}
\item $f$ is {\it even} if $\Ker(f) = 0$, and
\item $\colim_{i \in I} \frac{a_i}{2}$ exists, see Lemmas \ref{lemma-nobody-proved}.
\end{enumerate}
\end{lemma}

\begin{proof}
By Lemma \ref{lemma-even} and $x^2^3$ the diagram
$$
\xymatrix{ A \ar[r] & B }
$$
commutes. Hence
\begin{equation}
\label{equation-sum}
\sum\nolimits_{n \geq 0} \left( \begin{matrix} 1 & 0 \\ 0 & 1 \end{matrix} \right) = \Hom_A(M, N)
\end{equation}
by (\ref{equation-sum}) and we have \foo{that} $i > 0. This is even.

We omit the rest.
\end{proof}

"""


class Scripted:
    """Its state is the place in the text."""

    def step(self, state, ids):
        place = torch.zeros(len(ids), 1) if state is None else state
        following = [TEXT[int(k + 1) % len(TEXT)] for k in place[:, 0]]
        logits = torch.zeros(len(ids), len(VOCABULARY))
        logits[range(len(ids)), VOCABULARY.encode("".join(following))] = 1e4
        return logits, place + 1


def panel() -> TypesetPanel:
    return TypesetPanel(Scripted(), VOCABULARY, prompt=TEXT[:13])
