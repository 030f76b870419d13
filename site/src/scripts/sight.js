// The reader's choice of size and colours, before the first paint: kept in this browser, sent nowhere.
'use strict';
(() => {
  const root = document.documentElement;
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem('sight') ?? '{}');
    } catch {
      return {};
    }
  };
  const show = (choice) => {
    for (const name of ['size', 'colours']) {
      if (choice[name]) root.dataset[name] = choice[name];
      else delete root.dataset[name];
    }
  };
  show(kept());
  document.addEventListener('DOMContentLoaded', () => {
    const form = document.querySelector('.sight');
    if (form === null) return;
    for (const [name, value] of Object.entries(kept())) {
      const chosen = form.querySelector(`[name="sight-${name}"][value="${value}"]`);
      if (chosen !== null) chosen.checked = true;
    }
    form.addEventListener('change', () => {
      const of = (name) => form.querySelector(`[name="sight-${name}"]:checked`)?.value ?? '';
      const choice = { size: of('size'), colours: of('colours') };
      show(choice);
      try {
        localStorage.setItem('sight', JSON.stringify(choice));
      } catch {
        // A browser that keeps nothing still shows this page as chosen.
      }
    });
  });
})();
