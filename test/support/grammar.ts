import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { RelaxNGValidator, XmlDocument } from 'libxml2-wasm';
import { root } from './shared-data.js';

const folder = join(root, 'test/fixtures/syndication');
const grammars = { atom: grammar('atom.rng'), rss: grammar('rss.rng') };
const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const jsonFeed = ajv.compile(JSON.parse(readFileSync(join(folder, 'json-feed.json'), 'utf8')));

/**
 * What is wrong with a feed by the published grammar of its format; empty where it is valid. XML is read by libxml2, which
 * refuses what is not well-formed; RSS and JSON Feed have no grammar of their makers, theirs are taken from the specifications.
 */
export function faultsOf(format: 'rss' | 'atom' | 'json', feed: string): string[] {
  if (format !== 'json') return xmlFaults(format, feed);
  if (jsonFeed(JSON.parse(feed))) return [];
  return (jsonFeed.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

function xmlFaults(format: 'rss' | 'atom', feed: string): string[] {
  try {
    using document = XmlDocument.fromString(feed);
    grammars[format].validate(document);
    return format === 'atom' ? schematron(document) : [];
  } catch (error) {
    return [(error as Error).message.trim()];
  }
}

/** The Schematron rules of RFC 4287's appendix, and what its prose asks (4.1.1, 4.1.2): one alternate of each kind, ids that differ. */
function schematron(document: XmlDocument): string[] {
  const count = (path: string) => document.find(path, { a: 'http://www.w3.org/2005/Atom' }).length;
  const rules: [string, string][] = [
    ['/a:feed[not(a:author)]/a:entry[not(a:author) and not(a:source/a:author)]', 'an entry without author'],
    [
      '//a:entry[not(a:content) and not(a:link[not(@rel) or @rel="alternate"])]',
      'an entry without content or alternate link',
    ],
    ['//a:entry[a:content/@src and not(a:summary)]', 'content elsewhere without a summary'],
    [
      '//a:link[@rel="alternate" and @type=preceding-sibling::a:link[@rel="alternate"]/@type]',
      'two alternates of one type',
    ],
    ['//a:entry[a:id=preceding-sibling::a:entry/a:id]', 'two entries of one id'],
    ['//a:id[not(contains(., ":"))]', 'an id that is no absolute address'],
  ];
  return rules.filter(([path]) => count(path) > 0).map(([, fault]) => fault);
}

function grammar(file: string): RelaxNGValidator {
  using document = XmlDocument.fromString(readFileSync(join(folder, file), 'utf8'));
  return RelaxNGValidator.fromDoc(document);
}
