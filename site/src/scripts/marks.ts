// Adds up a mark sheet while it is filled in; a violation sets its mark. Without it the server checks the same.

for (const sheet of document.querySelectorAll<HTMLElement>('[data-marks]')) {
  const total = sheet.querySelector<HTMLElement>('.total');
  const add = (): void => {
    const chosen = [...sheet.querySelectorAll<HTMLInputElement>('.scale input:checked')];
    const sum = chosen.reduce((all, { value }) => all + Number(value), 0);
    if (total) total.textContent = (sheet.dataset.marks ?? '').replace('{sum}', String(sum));
  };
  sheet.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'checkbox' && target.checked) {
      const forced = sheet.dataset.onViolation ?? '';
      const mark = target
        .closest('fieldset')
        ?.querySelector<HTMLInputElement>(`.scale input[value="${forced}"]`);
      if (mark) mark.checked = true;
    }
    add();
  });
  add();
}
