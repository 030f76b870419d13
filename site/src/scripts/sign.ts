// Signs the manifest of the application with NCALayer, a program on the reader's own computer, and prints pages.

import type { NCALayerClient } from 'ncalayer-js-client';

type Layer = typeof NCALayerClient;

const MANIFEST = '/api/drafts/manifest';
const SIGNATURE = '/api/drafts/signature';

/** The sentence to show, null once the signature is kept. */
async function sign(words: DOMStringMap, client: Layer): Promise<string | null> {
  const answer = await fetch(MANIFEST);
  if (!answer.ok) return words.notKept ?? '';
  const manifest = await answer.arrayBuffer();
  const layer = new client();
  try {
    await layer.connect();
  } catch {
    return words.noLayer ?? '';
  }
  let cms: string | string[];
  try {
    cms = await layer.basicsSignCMS(
      client.basicsStorageAll,
      manifest,
      client.basicsCMSParamsDetached,
      client.basicsSignerSignAny,
    );
  } catch {
    return words.canceled ?? '';
  }
  const body = typeof cms === 'string' ? cms : (cms[0] ?? '');
  const kept = await fetch(SIGNATURE, { method: 'POST', headers: { accept: 'application/json' }, body });
  return kept.ok ? null : (words.notKept ?? '');
}

const place = document.querySelector<HTMLElement>('[data-sign]');
const button = place?.querySelector('button');
const line = place?.querySelector<HTMLElement>('[role=status]');
if (place && button && line) {
  place.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    line.textContent = place.dataset.sign ?? '';
    // Only who signs loads the client.
    import('ncalayer-js-client')
      .then((library) => sign(place.dataset, library.NCALayerClient))
      .catch(() => place.dataset.notKept ?? '')
      .then(
        (said) => {
          if (said === null) location.reload();
          line.textContent = said ?? '';
          button.disabled = false;
        },
        () => undefined,
      );
  });
}

const print = document.querySelector<HTMLButtonElement>('[data-print]');
if (print) {
  print.hidden = false;
  print.addEventListener('click', () => window.print());
}
