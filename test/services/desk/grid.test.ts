import { layout } from '@hearsay/api/desk/layout';
import { leading, readView } from '@hearsay/api/desk/view';
import { describe, expect, test } from 'vitest';
import { articleOf, claimOf, mentionOf, read, storyOf } from './things.js';

describe('the grid of a story', () => {
  const outlets = Array.from({ length: 60 }, (_, at) =>
    articleOf(at, at === 7 ? { copyOf: 'a_0', copyKind: 'near' } : {}),
  );
  const many = Array.from({ length: 400 }, (_, at) =>
    claimOf(
      `c_${at}`,
      outlets
        .filter((_, column) => (column + at) % 3 > 0)
        .map((article, column) =>
          mentionOf(column, { id: `m_${at}_${article.id}`, article: article.id, outlet: article.outlet }),
        ),
      { text: `Claim ${at}: the harbour office counted ${at} boats along the quay before the storm came in` },
    ),
  );

  test('of 400 claims and 60 outlets shows those disputed or carried most, in less than 300 kB', () => {
    const disputed = claimOf('c_disputed', [
      mentionOf(0, { relation: 'originates' }),
      mentionOf(1, { relation: 'disputes' }),
    ]);
    disputed.counts.disputingOutlets = 20;
    const page = storyOf([...many, disputed], outlets);
    const document = read(page);
    const rows = [...document.querySelectorAll('.grid tbody tr')];
    expect(rows[0]?.querySelector('a')?.getAttribute('href')).toBe('/claims/c_disputed');
    expect(rows).toHaveLength(33);
    expect(Buffer.byteLength(layout(page).toString())).toBeLessThan(300_000);
    expect(
      document.querySelector('[data-part=grid] a[href="/stories/s_1?claims=all#grid"]')?.textContent,
    ).toBe('Show all 401 claims');
  });

  test('shows every claim once on the pages of the view of all, none above 300 kB', () => {
    const all = { ...leading, claims: 'all' as const };
    const seen: string[] = [];
    for (let page = 1; page <= 13; page += 1) {
      const printed = storyOf(many, outlets, { ...all, page });
      expect(Buffer.byteLength(layout(printed).toString())).toBeLessThan(300_000);
      const document = read(printed);
      seen.push(
        ...[...document.querySelectorAll('.grid tbody th a')].map((a) => a.getAttribute('href') ?? ''),
      );
      expect(document.querySelector('a[rel=next]')?.getAttribute('href') ?? null).toBe(
        page === 13 ? null : `/stories/s_1?claims=all&page=${page + 1}#grid`,
      );
    }
    expect(seen).toHaveLength(400);
    expect(new Set(seen).size).toBe(400);
    // A page that is not there is the last.
    expect(read(storyOf(many, outlets, { ...all, page: 99 })).querySelector('a[rel=prev]')).not.toBeNull();
  });

  test('narrows to what is disputed, what varies, one outlet or one origin', () => {
    const disputed = claimOf('c_d', [mentionOf(0), mentionOf(1, { relation: 'disputes' })]);
    disputed.counts.disputingOutlets = 1;
    const varied = claimOf('c_v', [mentionOf(2, { relation: 'varies' })], {
      origins: [{ kind: 'outlet', name: 'the Quay Gazette' }],
    });
    const rows = (query: Record<string, string>) =>
      [
        ...read(storyOf([...many, disputed, varied], outlets, readView(query))).querySelectorAll(
          '.grid tbody th a',
        ),
      ].map((a) => a.getAttribute('href'));
    expect(rows({ claims: 'disputed' })).toEqual(['/claims/c_d']);
    expect(rows({ claims: 'varies' })).toEqual(['/claims/c_v']);
    expect(rows({ origin: 'Quay Gazette' })).toEqual(['/claims/c_v']);
    expect(rows({ claims: 'disputed', outlet: 'paper1.example' })).toEqual(['/claims/c_d']);
    expect(rows({ claims: 'disputed', outlet: 'nowhere.example' })).toEqual([]);
    expect(readView({ claims: 'none', page: '-1', outlet: ' ' })).toEqual(leading);
  });

  test('leaves claims that one outlet alone carries for "show all", once there are enough others', () => {
    const alone = Array.from({ length: 30 }, (_, at) => claimOf(`c_alone_${at}`, [mentionOf(0)]));
    const shared = many.slice(0, 15);
    expect(read(storyOf([...alone, ...shared], outlets)).querySelectorAll('.grid tbody tr')).toHaveLength(15);
    expect(read(storyOf(alone, outlets)).querySelectorAll('.grid tbody tr')).toHaveLength(12);
  });

  test('says what each outlet does: also a first that carries the denial, its number, hedges and copies', () => {
    const number = { value: 48, bound: '>=' as const, unit: 'boat', text: 'four dozen' };
    const claim = claimOf('c_1', [
      mentionOf(0, { relation: 'originates' }),
      mentionOf(0, { id: 'm_denial', relation: 'disputes' }),
      mentionOf(1, { relation: 'varies', change: 'number', quantities: [number], hedged: true }),
      mentionOf(7),
    ]);
    const cells = [...read(storyOf([claim], outlets)).querySelectorAll('.grid tbody td')];
    expect(cells[0]?.textContent).toBe('●✗');
    expect(cells[0]?.querySelector('a')?.getAttribute('aria-label')).toBe('first and disputes');
    expect(cells[0]?.querySelector('a')?.getAttribute('href')).toBe('/claims/c_1#m_denial');
    expect(cells[1]?.textContent).toBe('≥48~');
    expect(cells[1]?.querySelector('a')?.getAttribute('aria-label')).toBe('varies, hedged: ≥48');
    expect(cells[2]?.textContent).toBe('');
    expect(cells[7]?.className).toBe('repeats copy');
  });
});
