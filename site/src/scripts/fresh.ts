// This page as the server has it now; null where it cannot be had.

export async function freshPage(): Promise<Document | null> {
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null;
}

/** Shows what is still missing, as the server finds it in what is saved. */
export function showLacks(page: Document): void {
  const [place, fresh] = [document.getElementById('lacks'), page.getElementById('lacks')];
  if (place && fresh) place.replaceChildren(...fresh.childNodes);
}
