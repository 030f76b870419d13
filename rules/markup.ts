// Text as a part of HTML or XML that we write by hand: letters, press texts, the feed.

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** `text` for the content of an element or for an attribute in double quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => MARKS[mark] ?? mark);
