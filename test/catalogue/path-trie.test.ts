import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../src/catalogue/path.ts';
import { PathTrie, type HoleReading } from '../../src/catalogue/path-trie.ts';

const templates = [
  '/users/{userId}',
  '/users/{userId}/meetings',
  '/users/{userId}/settings',
  '/users/summary',
  '/users/summary/monthly',
  '/users/{userId}/{kind}/latest',
];

function find(path: string, holes: HoleReading = 'parameter'): readonly string[] {
  const trie = new PathTrie<string>();
  for (const template of templates) trie.add(template, template);
  return trie.find(segmentsOf(path), holes, () => true);
}

describe('PathTrie', () => {
  it.each([
    ['/users/me', '/users/{userId}'],
    ['/users/summary', '/users/summary'],
    ['/users/{id}', '/users/{userId}'],
    ['/users/{id}/meetings', '/users/{userId}/meetings'],
    ['users/{id}/meetings/', '/users/{userId}/meetings'],
    ['/users/summary/meetings', '/users/{userId}/meetings'],
    ['/users/summary/monthly', '/users/summary/monthly'],
    ['/users/summary/monthly/latest', '/users/{userId}/{kind}/latest'],
    ['/users/{id}/meetings/latest', '/users/{userId}/{kind}/latest'],
    ['/users/guest-{id}', '/users/{userId}'],
  ])('%s is %s', (path, template) => {
    expect(find(path)).toEqual([template]);
  });

  it('finds nothing where nothing fits', () => {
    expect(find('/users/{id}/nothing')).toEqual([]);
    expect(find('/users')).toEqual([]);
    expect(find('/')).toEqual([]);
  });

  it('leaves a branch whose values do not fit', () => {
    const trie = new PathTrie<string>();
    trie.add('/users/{userId}', 'DELETE');
    trie.add('/users/email', 'GET');
    expect(trie.find(['users', 'email'], 'parameter', (method) => method === 'DELETE')).toEqual(['DELETE']);
  });

  it('has what is added after it was asked', () => {
    const trie = new PathTrie<string>();
    const find = () => trie.find(['users', 'me', 'settings'], 'parameter', () => true);
    trie.add('/users/{userId}/meetings', 'meetings');
    expect(find()).toEqual([]);
    trie.add('/users/{userId}/settings', 'settings');
    expect(find()).toEqual(['settings']);
  });

  it('reads a hole as a literal segment only when asked', () => {
    expect(find('/users/{id}/{what}')).toEqual([]);
    expect(find('/users/{id}/{what}', 'any-segment')).toEqual([
      '/users/{userId}/meetings',
      '/users/{userId}/settings',
      '/users/summary/monthly',
    ]);
  });

  it('never reads part of a segment as a literal one', () => {
    expect(find('/users/me/meet{rest}', 'any-segment')).toEqual([]);
  });

  it('lists what is under a prefix, through parameters as well', () => {
    const trie = new PathTrie<string>();
    for (const template of templates) trie.add(template, template);
    expect(trie.under(['users', 'summary'])).toEqual([
      '/users/summary',
      '/users/summary/monthly',
      '/users/{userId}',
      '/users/{userId}/meetings',
      '/users/{userId}/settings',
      '/users/{userId}/{kind}/latest',
    ]);
    expect(trie.under([])).toHaveLength(templates.length);
    expect(trie.under(['rooms'])).toEqual([]);
  });
});
