// The pages of a built site, served as the house serves them, without a worker behind.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PressPacks } from '../../host/press-packs.ts';
import { SiteService } from '../../host/site-service.ts';

/** Serves what is live in the data folder of `house`; the address, and how to end it. */
export async function builtSite(
  house: ConstructorParameters<typeof PressPacks>[0],
): Promise<{ address: string; packs: PressPacks; close(): void }> {
  const packs = new PressPacks(house);
  const site = new SiteService(join(house.dataDir, 'site', 'live'), packs);
  const server = createServer((request, response) => void site.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    packs,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
