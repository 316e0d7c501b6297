import { nameOutlet, spellsDomain } from '@hearsay/text/outlet';
import { describe, expect, it } from 'vitest';

const none = { siteName: null, publisher: null, pageTitle: null };

describe('nameOutlet', () => {
  it('takes the site name, then the publisher, then the title, then the domain', () => {
    const domain = 'harbourtribune.example';
    const pageTitle = 'Bridge closed | Harbour Tribune';
    const all = { domain, siteName: 'The Tribune', publisher: 'Tribune Media', pageTitle };
    expect(nameOutlet(all)).toBe('The Tribune');
    expect(nameOutlet({ ...all, siteName: null })).toBe('Tribune Media');
    expect(nameOutlet({ ...none, domain, pageTitle })).toBe('Harbour Tribune');
    expect(nameOutlet({ ...none, domain, pageTitle: 'Bridge closed' })).toBe(domain);
  });

  it('knows abbreviations in the domain', () => {
    const pageTitle = 'Opinion | Bridges - The New Harbour Times';
    expect(nameOutlet({ ...none, domain: 'nhtimes.example', pageTitle })).toBe('The New Harbour Times');
    expect(spellsDomain('Larkhavener Allgemeine Zeitung', 'laz.example')).toBe(true);
    expect(spellsDomain('Bridge closed', 'laz.example')).toBe(false);
  });
});
