function render({ model, el }) {
  el.classList.add("unrolled-player");
  const audio = make("audio", { controls: "", "aria-label": model.get("label") });
  let address = "";
  const load = () => {
    const data = model.get("data");
    if (address) URL.revokeObjectURL(address);
    address = data.byteLength ? URL.createObjectURL(new Blob([data], { type: "audio/wav" })) : "";
    if (!address) return audio.removeAttribute("src");
    audio.src = address;
  };
  const play = () => {
    load();
    audio.play().catch(() => {}); // a page without a sound device keeps the controls
  };
  load();
  model.on("change:data", play);
  el.append(audio);
  return () => {
    audio.pause();
    if (address) URL.revokeObjectURL(address);
  };
}
export default { render };
