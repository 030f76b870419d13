// Dates in three languages from our own tables. No suffix is ever glued to a number: labels stand beside dates.

import type { Language } from './application.ts';
import { localMinute } from './days.ts';
import type { Day } from './days.ts';

const MONTHS: Record<Language, readonly string[]> = {
  kk: [
    'қаңтар',
    'ақпан',
    'наурыз',
    'сәуір',
    'мамыр',
    'маусым',
    'шілде',
    'тамыз',
    'қыркүйек',
    'қазан',
    'қараша',
    'желтоқсан',
  ],
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};
const LAST_MINUTE = '23:59';

/** «2026 жылғы 15 қыркүйек», «15 сентября 2026 года», “15 September 2026”. */
export function formatDay(day: Day, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = MONTHS[language][Number(month) - 1] ?? '';
  const number = Number(date);
  if (language === 'kk') return `${year} жылғы ${number} ${name}`;
  return language === 'ru' ? `${number} ${name} ${year} года` : `${number} ${name} ${year}`;
}

/** '15.09.2026' in Kazakh and Russian, '15/09/2026' in English. */
export function formatShort(day: Day, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return [date, month, year].join(language === 'en' ? '/' : '.');
}

const withTime = (day: Day, time: string, language: Language): string =>
  ({
    kk: `${formatDay(day, 'kk')}, сағат ${time} (UTC+5)`,
    ru: `${formatDay(day, 'ru')}, ${time} (UTC+5)`,
    en: `${formatDay(day, 'en')}, ${time} (UTC+5)`,
  })[language];

/** An ISO instant as local date and time, with the zone: everybody everywhere reads the same. */
export function formatInstant(iso: string, language: Language): string {
  const instant = Date.parse(iso);
  const [day = '', time = ''] = localMinute(instant).split('T');
  return withTime(day, time, language);
}

/** The end of a last day as people write it: «2026 жылғы 15 қыркүйек, сағат 23:59 (UTC+5)». */
export const formatDeadline = (lastDay: Day, language: Language): string =>
  withTime(lastDay, LAST_MINUTE, language);
