import { describe, expect, it } from 'vitest';

import { divide } from '../../src/elements/scenes';

// h: heading, p: paragraph, v: picture
const scenes = (children: string): string => divide([...children], (c) => c === 'h', (c) => c === 'v').map((scene) => scene.join('')).join(' ');

describe('a lesson is divided into scenes', () => {
  it.each([
    ['', ''],
    ['ppp', 'ppp'],
    ['pvphpp', 'pvp hpp'],
    ['hpvpp', 'hpvpp'], // text before and after its picture
    ['hvpvp', 'hvp vp'], // a second picture begins a scene of its own
    ['hphpv', 'hp hpv'],
    ['vv', 'v v'],
  ])('%s → %s', (children, expected) => expect(scenes(children)).toBe(expected));
});
