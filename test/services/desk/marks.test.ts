import { articlePage } from '@hearsay/api/desk/article';
import { claimPage } from '@hearsay/api/desk/claim';
import { expect, test } from 'vitest';
import { articleOf, blind, claimOf, mentionOf, read, story, wordingOf } from './things.js';

test('a claim shows each mention in its context, and how a variation differs from the first wording', () => {
  const said = 'The quay holds 40 boats.';
  const text = `Nobody was hurt. ${said} The storm passed.`;
  const first = mentionOf(0, { relation: 'originates', start: 17, end: 40, sentence: said });
  const other = mentionOf(1, {
    relation: 'varies',
    change: 'number',
    sentence: 'The quay holds 14 boats.',
  });
  const document = read(
    claimPage({
      claim: claimOf('c_1', [first, other]),
      story,
      articles: new Map([
        ['a_0', articleOf(0)],
        ['a_1', articleOf(1)],
      ]),
      wordings: new Map([['a_0 1', wordingOf('a_0', { text })]]),
      decisions: new Map(),
      blind,
      review: null,
      again: [],
    }),
  );
  const quote = document.querySelector('#m_0 blockquote');
  expect(quote?.textContent).toBe(text);
  expect(quote?.querySelector('mark')?.textContent).toBe('The quay holds 40 boats');
  expect(document.querySelector('#m_1 del')?.textContent).toBe('40');
  expect(document.querySelector('#m_1 ins')?.textContent).toBe('14');
});

test('an article marks claims, quotations and sources where they overlap, and keeps every word', () => {
  const wording = wordingOf('a_0', {
    text: 'The quay holds 40 boats.\n\n“It is full,” The Paper 2 quoted the harbour master.',
  });
  const document = read(
    articlePage({
      article: articleOf(0),
      revisions: [wording],
      story,
      mentions: [
        { ...mentionOf(0), claim: 'c_1' },
        { ...mentionOf(1, { start: 27, end: 37 }), claim: 'c_2' },
      ],
      cites: [
        {
          outlet: null,
          outletName: 'The Paper 2',
          sentence: '',
          span: { start: 40, end: 51 },
          how: 'reported',
        },
      ],
      copied: null,
      family: [],
      beside: null,
      trail: [],
      decisions: [],
    }),
  );
  const text = document.querySelector('.text');
  expect([...(text?.querySelectorAll('p') ?? [])].map((each) => each.textContent)).toEqual(
    wording.text.split('\n\n'),
  );
  expect(text?.querySelector('a[href="/claims/c_1"]')?.textContent).toBe('The quay holds 40 boats');
  expect(text?.querySelector('a[href="/claims/c_2"]')?.className).toBe('claim quotation repeats');
  expect(text?.querySelector('.source')?.textContent).toBe('The Paper 2');
});
