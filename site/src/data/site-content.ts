// What the site shows beside the register: readers' questions and compositions, as the worker gave them to this build.

import { readFileSync } from 'node:fs';
import { NO_CONTENT } from '#rules/site-content';
import type { SiteContent } from '#rules/site-content';
import { parseSiteContent } from '#rules/site-content.schema';

const { UZDIK_CONTENT } = process.env;

export const siteContent: SiteContent =
  UZDIK_CONTENT === undefined ? NO_CONTENT : parseSiteContent(readFileSync(UZDIK_CONTENT, 'utf8'));
