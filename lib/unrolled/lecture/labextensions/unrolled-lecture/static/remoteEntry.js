// How JupyterLab finds a prebuilt extension: a container with init and get. A bundler would write it; these lines do.
// The plugin itself is an ordinary module beside this file.
(() => {
  const here = document.currentScript.src;
  (window._JUPYTERLAB ??= {})["unrolled-lecture"] = {
    init() {},
    async get() {
      const module = await import(new URL("plugin.js", here).href);
      return () => ({ __esModule: true, ...module }); // a copy: Lab writes into it, and a module is sealed
    },
  };
})();
