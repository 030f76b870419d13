import { describe, expect, it, test } from 'vitest';
import { deviceInWords } from '../../worker/pages/device.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const PHONE = 'Mozilla/5.0 (Linux; Android 10; K)';
const KIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const APPLE = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';

describe('a session says its browser and its system', () => {
  test.each([
    [`${WINDOWS} ${KIT} Chrome/143.0.0.0 Safari/537.36`, 'Chrome, Windows'],
    [`${WINDOWS} ${KIT} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`, 'Edge, Windows'],
    [`${WINDOWS} ${KIT} Chrome/142.0.0.0 YaBrowser/26.1.0.0 Safari/537.36`, 'Yandex Browser, Windows'],
    [`${WINDOWS} ${KIT} Chrome/142.0.0.0 Safari/537.36 OPR/127.0.0.0`, 'Opera, Windows'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox, Windows'],
    [`${MAC} ${APPLE} Version/26.0 Safari/605.1.15`, 'Safari, macOS'],
    [`${PHONE} ${KIT} Chrome/143.0.0.0 Mobile Safari/537.36`, 'Chrome, Android'],
    [
      `${PHONE} ${KIT} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
      'Samsung Internet, Android',
    ],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${APPLE} Version/26.0 Mobile/15E148 Safari/604.1`,
      'Safari, iPhone',
    ],
    [
      `Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) ${APPLE} CriOS/143.0 Mobile/15E148 Safari/604.1`,
      'Chrome, iPad',
    ],
    [`Mozilla/5.0 (X11; Linux x86_64) ${KIT} HeadlessChrome/143.0.0.0 Safari/537.36`, 'Chrome, Linux'],
    [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${KIT} Chrome/143.0.0.0 Safari/537.36`, 'Chrome, ChromeOS'],
  ])('%s', (userAgent, words) => {
    expect(deviceInWords(userAgent)).toBe(words);
  });

  it('says what it knows, and nothing of what it does not', () => {
    expect(deviceInWords('Something/1.0 (Linux)')).toBe('Linux');
    expect(deviceInWords('curl/8.14.1')).toBe('');
    expect(deviceInWords('')).toBe('');
  });
});
