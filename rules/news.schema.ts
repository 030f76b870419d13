// The head of a piece of news, between its first two lines of ---: what an editor writes there (docs/editors.md).

import * as z from 'zod/mini';

const said = (text: string) => z.meta({ description: text });
const sentence = z.string().check(z.trim(), z.minLength(1));

export const newsSchema = z.strictObject({
  title: sentence.check(said('what happened, as a headline of one line without a full stop')),
  date: z
    .string()
    .check(
      z.iso.date(),
      said('day on which it is published, in Astana, as year-month-day, the same in the three languages'),
    ),
  summary: sentence.check(
    said('one or two sentences of plain text for the list of news, the feed and the search'),
  ),
});
export type NewsHead = z.infer<typeof newsSchema>;

/** The head of the announcement: its title alone. */
export const announcementSchema = z.strictObject({
  title: sentence.check(said('the title of the announcement')),
});
