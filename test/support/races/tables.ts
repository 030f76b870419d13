// The tables of the races: what a state consists of, what a round is counted in, the triggers that stay.

/** Rows that a state consists of, in the order in which they may be deleted. */
export const STATE = [
  'handover_answers',
  'handovers',
  'correction_answers',
  'corrections',
  'factor_resets',
  'question_decisions',
  'question_mails',
  'questions',
  'site_content',
  'message_files',
  'messages',
  'letter_texts',
  'materials',
  'sheet_drafts',
  'castings',
  'ballots',
  'rounds',
  'appearances',
  'attendances',
  'sitting_outcomes',
  'calls_off',
  'calls',
  'sittings',
  'slots',
  'interview_talks',
  'invitations',
  'mark_sheets',
  'declarations',
  'recusals',
  'decisions',
  'admission_returns',
  'admission_lists',
  'proposals',
  'withdrawals',
  'transfers',
  'objections',
  'milestones',
  'outbox',
];
/** Triggers that stay: what the rounds race for, and the columns that lists are read by. */
export const KEPT = [
  'publications_no_replace',
  'applications_in_time',
  'objections_keep',
  'applications_replaced',
  'proposals_stand',
  'decisions_stand',
  'withdrawals_stand',
  'mark_sheets_counted',
  'recusals_counted',
  'declarations_stale',
  'declarations_stale_at_once',
  'applications_counted',
  'applications_recounted',
  'declarations_counted',
  'declarations_recounted',
  'mark_sheets_of_seat_counted',
];
export const COUNTED = [...STATE, 'applications', 'publications', 'seats', 'journal', 'requests'] as const;

/** Counters that triggers keep, and the rows that they count. */
export const COUNTERS: [string, string][] = [
  [
    'application_counts',
    'SELECT commission, standing, conflicts, sheets, count(*) FROM applications WHERE in_force = 1 GROUP BY 1, 2, 3, 4',
  ],
  ['declaration_counts', 'SELECT seat, conflict, count(*) FROM declarations WHERE stale = 0 GROUP BY 1, 2'],
  ['sheet_counts', 'SELECT seat, count(*) FROM mark_sheets WHERE version = 1 GROUP BY seat'],
];
