// Which commission hears an applicant (§6, §12): central bodies go to Astana, everybody else to their region.

import type { Edition } from './edition.ts';
import { found, refusal } from './finding.ts';
import type { Finding } from './finding.ts';

type Place = { kind: string; region: string };

/** The commission that receives an application; '' while the region is open. */
export function receivingCommission(
  form: Place,
  edition: Edition,
): { commission: string; findings: Finding[] } {
  const { centralKinds, centralRegion } = edition.routing;
  if (centralKinds.value.includes(form.kind)) {
    const moved = form.region !== centralRegion.value;
    const remark = found('remark', '6', 'ROUTED_TO_CENTRAL', undefined, 'region');
    return { commission: centralRegion.value, findings: moved ? [remark] : [] };
  }
  if (edition.regions.includes(form.region)) return { commission: form.region, findings: [] };
  return {
    commission: '',
    findings: [found('missing', '12', 'REGION_MISSING', undefined, 'region')],
  };
}

/**
 * A transfer to the competent commission. The text names only the rule of §6, so people judge which commission is
 * competent; a body that says itself that it is central can only go to the central region. The receive instant stays.
 */
export function transferFindings(
  move: { from: string; to: string; kind: string },
  edition: Edition,
): Finding[] {
  const central = edition.routing.centralKinds.value.includes(move.kind);
  const lawful = central
    ? move.to === edition.routing.centralRegion.value
    : edition.regions.includes(move.to);
  return lawful && move.to !== move.from ? [] : [refusal('6', 'TRANSFER_NOT_COMPETENT')];
}
