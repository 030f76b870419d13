// Who may take part (§9): state bodies and organisations that provide public services. The applicant declares the
// services; people judge.

import type { ApplicationForm } from './application.ts';
import type { Edition } from './edition.ts';
import { found } from './finding.ts';
import type { Finding } from './finding.ts';

export function eligibility(form: Pick<ApplicationForm, 'kind' | 'services'>, edition: Edition): Finding[] {
  const missing = (code: string, field: string): Finding => found('missing', '9', code, undefined, field);
  return [
    ...(edition.applicantKinds.value.includes(form.kind) ? [] : [missing('KIND_MISSING', 'kind')]),
    ...(form.services.trim() === '' ? [missing('SERVICES_MISSING', 'services')] : []),
  ];
}
