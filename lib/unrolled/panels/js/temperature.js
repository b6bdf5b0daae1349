/** The same line as measuring.char_rnn.softmax; a browser test holds both equal. */
function softmax(logits, temperature) {
  const most = Math.max(...logits);
  const powers = logits.map((logit) =>
    temperature > 0 ? Math.exp((logit - most) / temperature) : Number(logit === most),
  );
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function entropyBits(p) {
  return -p.reduce((sum, share) => (share > 0 ? sum + share * Math.log2(share) : sum), 0) + 0;
}

function percent(p) {
  if (p > 0 && p < 0.001) return "under 0.1 %";
  return `${(100 * p).toFixed(p >= 0.1 || p === 0 ? 0 : 1)} %`;
}

const SIGNS = { "\n": "⏎", " ": "␣" };

async function render({ model, el }) {
  const range = await refer(model, model.get("controls").temperature);
  el.classList.add("unrolled-two");
  const picture = make("div", { class: "unrolled-picture" });
  picture.innerHTML = model.get("svg"); // drawn by a figure, where every text is escaped
  const svg = picture.firstElementChild;
  const caption = unique("passage");
  const readout = make("div", { class: "unrolled-note" });
  const grey = make("span", { class: "unrolled-prompt" });
  const first = make("span", { class: "unrolled-first" });
  const rest = make("span");
  const passage = make("pre", { class: "unrolled-passage", tabindex: "0", "aria-labelledby": caption, role: "group" }, grey, first, rest);
  const length = make("b");
  el.append(
    picture,
    make("div", {}, make("div", { class: "unrolled-caption", id: caption }, length, " same noise at every τ"), passage, readout),
  );
  const part = (name) => svg.querySelector(`[data-part="${name}"]`);
  const { top, bottom, left, right, shown } = Object.fromEntries(
    Object.entries(svg.dataset).map(([name, value]) => [name, Number(value)]),
  );
  const height = (p) => (bottom - top) * Math.sqrt(p); // the drawing's scale
  const group = (p) => [...p.slice(0, shown), ...(p.length > shown ? [p.slice(shown).reduce((a, b) => a + b, 0)] : [])];
  let values, asTrained;

  const stand = (name, p) => {
    part(name).setAttribute("y", bottom - height(p));
    part(name).setAttribute("height", height(p));
  };

  const adopt = () => {
    values = model.get("values");
    asTrained = softmax(values.logits, 1);
    group(asTrained).forEach((p, k) => part(`mark-${k}`).setAttribute("y", bottom - height(p) - 1.5));
    values.characters.slice(0, shown).forEach((c, k) => (part(`name-${k}`).textContent = SIGNS[c] ?? c));
    const place = left + ((right - left) * entropyBits(asTrained)) / Math.log2(values.characters.length);
    part("entropy-mark").setAttribute("x", place - 1.5);
    const name = part("entropy-mark-value");
    name.setAttribute("x", place);
    name.setAttribute("text-anchor", place > right - 60 ? "end" : "middle");
    name.textContent = `τ = 1: ${entropyBits(asTrained).toFixed(2)}`;
    grey.textContent = values.prompt;
    draw();
  };

  const draw = () => {
    const temperature = range.get("value");
    const now = softmax(values.logits, temperature);
    const bars = group(now);
    bars.forEach((p, k) => stand(`bar-${k}`, p));
    const value = part("top-value");
    value.textContent = percent(now[0]);
    value.setAttribute("y", bottom - height(Math.max(now[0], asTrained[0])) - 8);
    const bits = entropyBits(now);
    part("entropy-value").textContent = `Entropy ${bits.toFixed(2)} bits`;
    part("entropy-bar").setAttribute("width", ((right - left) * bits) / Math.log2(values.characters.length));
    write(temperature);
  };

  const write = (temperature) => {
    const nearest = values.temperatures.reduce(
      (best, t, k) => (Math.abs(t - temperature) < Math.abs(values.temperatures[best] - temperature) ? k : best), 0,
    );
    const text = values.texts[nearest];
    passage.classList.toggle("unrolled-waiting", !text);
    if (!text) return; // not drawn yet: the last passage stays, in grey
    const written = Array.from(text); // by code points: a character may take two places of a string
    first.textContent = written[0] === "\n" ? "⏎\n" : written[0];
    rest.textContent = written.slice(1).join("");
    length.textContent = `${written.length} characters`;
    const slot = Math.min(values.characters.indexOf(written[0]), shown);
    const wide = (right - left) / (shown + (values.characters.length > shown ? 1 : 0));
    const half = slot === shown ? 16 : 10; // the figure's BOX
    const box = part("box");
    box.setAttribute("x", left + wide * (slot + 0.5) - half);
    box.setAttribute("width", 2 * half);
    box.setAttribute("visibility", "visible");
  };

  const name = () => svg.setAttribute("aria-label", model.get("description"));
  const stop = listen(range, "change:value", draw); // in the event itself, so that the next frame shows it
  model.on("change:values", adopt);
  model.on("change:description", name);
  adopt();
  name();
  return stop;
}
export default { render };
