// What verifies the register and receipts is loaded when a reader asks for it: most of them come to read.

const card = document.querySelector<HTMLElement>('[data-verify]');
const section = document.querySelector<HTMLElement>('[data-check-receipt]');
const form = card?.querySelector('form');
const result = card?.querySelector<HTMLElement>('[data-result]');
const list = card?.querySelector<HTMLElement>('[data-publications]');
const progress = card?.querySelector<HTMLElement>('[data-progress]');
const line = section?.querySelector<HTMLElement>('[role=status]');
const address = card?.dataset.verify ?? '';

const cannot = (where: HTMLElement) => (): void => {
  where.className = 'notice notice--error';
  where.textContent = card?.dataset.cannot ?? '';
};

if (card && form && result && list && progress) {
  const start = (text?: () => Promise<string>): void => {
    // What an earlier check said is gone at once.
    result.className = '';
    result.replaceChildren();
    list.replaceChildren();
    progress.hidden = false;
    import('./verify.ts')
      .then(({ checkRegister }) => checkRegister(card, address, text))
      .catch(cannot(result));
  };
  const editions = form.querySelector('select');
  const asked = new URLSearchParams(location.search).get('edition');
  if (editions && [...editions.options].some(({ value }) => value === asked)) editions.value = asked ?? '';
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    start();
  });
  form.querySelector('[type=file]')?.addEventListener('change', ({ target }) => {
    const [chosen] = (target as HTMLInputElement).files ?? [];
    if (chosen !== undefined) start(() => chosen.text());
  });
}

if (section && line) {
  const file = section.querySelector('input');
  file?.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    if (chosen === undefined) return;
    line.className = 'notice';
    line.textContent = section.dataset.working ?? '';
    import('./verify-receipt.ts')
      .then(({ checkReceipt }) => checkReceipt(section.dataset, line, chosen, address))
      .catch(cannot(line));
  });
}

// A module of its own, whose names are nobody else's.
export {};
