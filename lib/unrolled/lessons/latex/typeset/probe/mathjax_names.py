"""Commands that MathJax 3.2, as JupyterLab 4 loads it, knows in formulas: its base and its packages ams and amssymbols.

Left out are those that reach out of the formula: links, styles and classes of
the page, definitions, which would hold for the whole notebook, and moves by a
length. ``tests/browser/test_latex.py`` asks MathJax for every one.
"""

NAMES = """
above abovewithdelims acute aleph alpha amalg And angle approx approxeq arccos arcsin arctan arg array Arrowvert
arrowvert ast asymp atop atopwithdelims backepsilon backprime backsim backsimeq backslash bar barwedge Bbb Bbbk bbFont
because beta beth between bf Big big bigcap bigcirc bigcup Bigg bigg Biggl biggl Biggm biggm Biggr biggr Bigl bigl
Bigm bigm bigodot bigoplus bigotimes Bigr bigr bigsqcup bigstar bigtriangledown bigtriangleup biguplus bigvee bigwedge
binom blacklozenge blacksquare blacktriangle blacktriangledown blacktriangleleft blacktriangleright bmod boldsymbol
bot bowtie Box boxdot boxed boxminus boxplus boxtimes brace bracevert brack breve buildrel bullet Bumpeq bumpeq cal
Cap cap cases cdot cdotp cdots centerdot cfrac check checkmark chi choose circ circeq circlearrowleft circlearrowright
circledast circledcirc circleddash circledR circledS clubsuit colon complement cong coprod cos cosh cot coth cr csc
Cup cup curlyeqprec curlyeqsucc curlyvee curlywedge curvearrowleft curvearrowright dagger daleth dashleftarrow
dashrightarrow dashv dbinom ddagger ddddot dddot ddot ddots deg Delta delta det dfrac diagdown diagup Diamond diamond
diamondsuit digamma dim displaystyle div divideontimes divsymbol dot Doteq doteq doteqdot dotplus dots dotsb dotsc
dotsi dotsm dotso doublebarwedge doublecap doublecup Downarrow downarrow downdownarrows downharpoonleft
downharpoonright ell emptyset enspace epsilon eqcirc eqsim eqslantgtr eqslantless equiv eta eth exists exp
fallingdotseq fbox Finv flat forall frac frak framebox frown Game Gamma gamma gcd ge genfrac geq geqq geqslant gets gg
ggg gggtr gimel gnapprox gneq gneqq gnsim grave gt gtrapprox gtrdot gtreqless gtreqqless gtrless gtrsim gvertneqq hat
hbar hbox hdashline heartsuit hfil hfill hfilll hline hom hookleftarrow hookrightarrow hphantom hslash Huge huge
idotsint iff iiiint iiint iint Im imath impliedby implies in inf infty injlim int intercal intop iota it jmath Join
kappa ker Lambda lambda land langle LARGE Large large LaTeX lbrace lbrack lceil ldotp ldots le leadsto left Leftarrow
leftarrow leftarrowtail leftharpoondown leftharpoonup leftleftarrows Leftrightarrow leftrightarrow leftrightarrows
leftrightharpoons leftrightsquigarrow leftroot leftthreetimes leq leqq leqslant lessapprox lessdot lesseqgtr
lesseqqgtr lessgtr lesssim lfloor lg lgroup lhd lim liminf limits limsup ll llcorner Lleftarrow lll llless lmoustache
ln lnapprox lneq lneqq lnot lnsim log Longleftarrow longleftarrow Longleftrightarrow longleftrightarrow longmapsto
Longrightarrow longrightarrow looparrowleft looparrowright lor lozenge lrcorner Lsh lt ltimes lVert lvert lvertneqq
maltese mapsto mathbb mathbf mathbfcal mathbffrak mathbfit mathbfscr mathbfsf mathbfsfit mathbfsfup mathbfup mathbin
mathcal mathchoice mathclose mathfrak mathinner mathit mathnormal mathop mathopen mathord mathpunct mathrel mathring
mathrm mathscr mathsf mathsfit mathsfup mathstrut mathtt mathup matrix max mbox measuredangle mho mid middle min mit
mod models mp mu multimap nabla natural ncong ne nearrow neg negmedspace negthickspace negthinspace neq nexists ngeq
ngeqq ngeqslant ngtr ni nLeftarrow nleftarrow nLeftrightarrow nleftrightarrow nleq nleqq nleqslant nless nmid
nobreakspace nolimits nonscript nonumber normalsize not notag notChar notin nparallel nprec npreceq nRightarrow
nrightarrow nshortmid nshortparallel nsim nsubseteq nsubseteqq nsucc nsucceq nsupseteq nsupseteqq ntriangleleft
ntrianglelefteq ntriangleright ntrianglerighteq nu nVDash nVdash nvDash nvdash nwarrow odot oint oldstyle Omega omega
omicron ominus operatorname oplus oslash otimes over overbrace overleftarrow overleftrightarrow overline overparen
overrightarrow overset overunderset overwithdelims owns parallel partial perp phantom Phi phi Pi pi pitchfork pm
pmatrix pmb pmod pod Pr prec precapprox preccurlyeq preceq precnapprox precneqq precnsim precsim prime prod projlim
propto Psi psi qquad quad rangle rbrace rbrack rceil Re restriction rfloor rgroup rhd rho right Rightarrow rightarrow
rightarrowtail rightharpoondown rightharpoonup rightleftarrows rightleftharpoons rightrightarrows rightsquigarrow
rightthreetimes risingdotseq rm rmoustache root Rrightarrow Rsh rtimes rVert rvert S scr scriptscriptstyle scriptsize
scriptstyle searrow sec setminus sf sharp shortmid shortparallel shoveleft shoveright Sigma sigma sim simeq sin sinh
small smallfrown smallint smallsetminus smallsmile smash smile space spadesuit sphericalangle sqcap sqcup sqrt
sqsubset sqsubseteq sqsupset sqsupseteq square stackbin stackrel star strut Subset subset subseteq subseteqq subsetneq
subsetneqq substack succ succapprox succcurlyeq succeq succnapprox succneqq succnsim succsim sum sup Supset supset
supseteq supseteqq supsetneq supsetneqq surd swarrow symbb symbf symbfcal symbffrak symbfit symbfscr symbfsf symbfsfit
symbfsfup symbfup symcal symfrak symit symnormal symrm symscr symsf symsfit symsfup symtt symup tan tanh tau tbinom
TeX text textbf textit textnormal textrm textsf textstyle texttt textup tfrac therefore Theta theta thickapprox
thicksim thinspace tilde times Tiny tiny to top triangle triangledown triangleleft trianglelefteq triangleq
triangleright trianglerighteq tt twoheadleftarrow twoheadrightarrow ulcorner underbrace underleftarrow
underleftrightarrow underline underparen underrightarrow underset unlhd unrhd Uparrow uparrow Updownarrow updownarrow
upharpoonleft upharpoonright uplus uproot Upsilon upsilon upuparrows urcorner varDelta varepsilon varGamma varinjlim
varkappa varLambda varliminf varlimsup varnothing varOmega varPhi varphi varPi varpi varprojlim varpropto varPsi
varrho varSigma varsigma varsubsetneq varsubsetneqq varsupsetneq varsupsetneqq varTheta vartheta vartriangle
vartriangleleft vartriangleright varUpsilon varXi vcenter Vdash vDash vdash vdots vec vee veebar Vert vert vphantom
Vvdash wedge widehat widetilde wp wr Xi xi xleftarrow xrightarrow yen zeta
"""
