// The pages on which a commission meets: interviews, sittings, the part that is asked anew while a sitting goes on, and
// the calendar of both. For the commission's own people and the Agency.

import { Hono } from 'hono';
import { agendaOf } from '#rules/agenda';
import type { Desk } from '../acts/act.ts';
import { meetingsOf } from '../acts/call-sitting.ts';
import { commissionSteps, stateOf } from '../acts/locked.ts';
import { contenders } from '../acts/selection.ts';
import { openSlotsOf } from '../acts/slots.ts';
import { standstill } from '../acts/standstill.ts';
import { materialsOf } from '../db/materials.ts';
import type { Material } from '../db/materials.ts';
import type { Meetings } from '../db/meetings.ts';
import type { TimedEvent } from '#rules/ical';
import { calendarOf, interviewEvent } from '../documents/calendar.ts';
import type { Bindings } from '../env.ts';
import type { Language } from '#rules/application';
import { InterviewsPage } from '../pages/desk-interviews.tsx';
import { Live } from '../pages/desk-live.tsx';
import { SittingPage } from '../pages/desk-sitting.tsx';
import { commissionName } from '../pages/names.ts';
import { words } from '../texts.ts';
import { deskPage } from '../pages/desk-frame.tsx';
import { open } from './desk-pages.tsx';
import { guard } from './guard.ts';

export const deskMeetingRoutes = new Hono<Bindings>()
  .get('/desk/:lang/:commission/interviews/', guard, async (c) => {
    const { lang, desk, person, here } = await open(c);
    const content = (
      <InterviewsPage
        language={lang}
        desk={desk}
        meetings={await meetingsOf(desk)}
        free={await openSlotsOf(desk)}
        materials={await openMaterials(desk)}
        back={here}
        here={`${here}interviews/`}
        possible={await possibleFor(desk)}
      />
    );
    return deskPage(c, lang, person, words(lang, 'desk', 'interviews'), content);
  })
  .get('/desk/:lang/:commission/sitting/', guard, async (c) => {
    const { lang, desk, person, here } = await open(c);
    const content = (
      <SittingPage
        language={lang}
        desk={desk}
        meetings={await meetingsOf(desk)}
        ends={standstill(desk)}
        ready={agendaOf(await stateOf(desk))}
        back={here}
        here={`${here}sitting/`}
        possible={await possibleFor(desk)}
      />
    );
    return deskPage(c, lang, person, words(lang, 'desk', 'sittings'), content);
  })
  .get('/desk/:lang/:commission/sitting/live/', guard, async (c) => {
    const { lang, desk, here } = await open(c);
    const sitting = desk.file.sittings.at(-1);
    if (sitting === undefined) return c.notFound();
    c.header('cache-control', 'private, no-store');
    return c.html(<Live language={lang} desk={desk} here={`${here}sitting/`} sitting={sitting} />);
  })
  .get('/desk/:lang/:commission/calendar.ics', guard, async (c) => {
    const { lang, desk } = await open(c);
    const text = calendarOf(eventsOf(lang, desk, await meetingsOf(desk)), desk.at, c.env.ORIGIN);
    return c.body(text, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="commission-${desk.file.commission}.ics"`,
    });
  });

/** Acts that are possible now and are this person's. */
async function possibleFor(desk: Desk): Promise<(act: string) => boolean> {
  const steps = await commissionSteps(desk);
  return (act) =>
    steps.some((step) => step.act === act && step.state === 'possible' && step.by.includes(desk.seat.role));
}

/** Materials of the contenders whose dossier is open to this person: declared, and no conflict. */
async function openMaterials({ db, seat, file, edition }: Desk): Promise<Map<string, Material[]>> {
  const open = contenders(file, edition).filter(
    ({ declared, recused }) =>
      seat.role !== 'agency' &&
      seat.role !== 'observer' &&
      !recused.includes(seat.id) &&
      (seat.number === null || declared.includes(seat.id)),
  );
  return new Map(await Promise.all(open.map(async ({ id }) => [id, await materialsOf(db, id)] as const)));
}

/** Every interview and every sitting that is called. */
function eventsOf(language: Language, { file, stage, edition }: Desk, meetings: Meetings): TimedEvent[] {
  const interviews = contenders(file, edition).flatMap(({ id, reference, invitation }) =>
    invitation === null
      ? []
      : [
          interviewEvent(language, reference, {
            ...invitation,
            stage,
            minutes: meetings.minutes.get(id) ?? null,
          }),
        ],
  );
  const sittings = meetings.calls
    .filter(({ off }) => off === null)
    .map(({ id, startsAt, place, agenda }) => ({
      uid: `sitting-${id}`,
      startsAt,
      minutes: null,
      place,
      summary: `${words(language, 'desk', 'sittings')}, ${commissionName(language, file.commission)}: ${agenda
        .map((item) => words(language, 'desk', `agenda.${item}`))
        .join('; ')}`,
    }));
  return [...interviews, ...sittings].sort((a, b) => a.startsAt - b.startsAt || (a.uid < b.uid ? -1 : 1));
}
