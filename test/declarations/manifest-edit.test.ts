import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addScope, applyEdits, changeScopes, isSorted, removeScope, replaceScope } from '../../src/declarations/manifest-edit.ts';
import { parseManifest } from '../../src/declarations/manifest.ts';

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/declarations/manifest/${name}`, import.meta.url), 'utf8');

const remove = (text: string, scope: string) => applyEdits(text, removeScope(text, text.indexOf(scope)));
const replace = (text: string, scope: string, other: string) => applyEdits(text, replaceScope(text, text.indexOf(scope), other));
const add = (text: string, scope: string, optional = false) => applyEdits(text, addScope(text, scope, { optional }));

/** A Server-to-Server manifest whose list is written like this. */
const listed = (list: string) => `{ "app_type": "s2s_oauth", "scopes": ${list} }`;
const inList = (edit: (text: string) => string, list: string) => edit(listed(list)).slice(listed('').length - 2, -2);

describe('removing', () => {
  test.each([
    ['["user:read:admin", "report:read:admin"]', '["report:read:admin"]'],
    ['["report:read:admin", "user:read:admin"]', '["report:read:admin"]'],
    ['["report:read:admin","user:read:admin","phone:read:admin"]', '["report:read:admin","phone:read:admin"]'],
    ['[ "user:read:admin" ]', '[]'],
    ['[\n  "user:read:admin",\n]', '[]'],
    ['[\n  "user:read:admin",\n  "report:read:admin"\n]', '[\n  "report:read:admin"\n]'],
    ['[\n  "report:read:admin",\n  "user:read:admin"\n]', '[\n  "report:read:admin"\n]'],
    ['[\r\n\t"report:read:admin",\r\n\t"user:read:admin"\r\n]', '[\r\n\t"report:read:admin"\r\n]'],
    ['[\n  "report:read:admin",\n  "user:read:admin",\n]', '[\n  "report:read:admin",\n]'],
    ['[\n  // who\n  "user:read:admin", // rooms\n  // what\n  "report:read:admin" // monthly\n]', '[\n  // who\n  // what\n  "report:read:admin" // monthly\n]'],
    ['[\n  "report:read:admin", // monthly\n  "user:read:admin"]', '[\n  "report:read:admin" // monthly\n  ]'],
    ['[\n  "report:read:admin"\n, "user:read:admin"\n, "phone:read:admin"\n]', '[\n  "report:read:admin"\n, "phone:read:admin"\n]'],
    ['[\n  "user:read:admin"\n, "phone:read:admin"\n]', '[\n  "phone:read:admin"\n]'],
    ['[\n  "phone:read:admin", "report:read:admin",\n  "user:read:admin", "zra:read:admin"\n]', '[\n  "phone:read:admin", "report:read:admin",\n  "zra:read:admin"\n]'],
    ['[{\n    "scope": "report:read:admin"\n  }, {\n    "scope": "user:read:admin"\n  }]', '[{\n    "scope": "report:read:admin"\n  }]'],
    ['["report:read:admin", // monthly, yearly\n  "user:read:admin" // rooms, doors\n]', '["report:read:admin" // monthly, yearly\n]'],
    ['[\n  "user:read:admin", /* rooms */ "report:read:admin" /* monthly */\n]', '[\n  /* rooms */ "report:read:admin" /* monthly */\n]'],
  ])('%j', (before, after) => {
    expect(inList((text) => remove(text, 'user:read:admin'), before)).toBe(after);
  });

  test('takes an offset anywhere in the entry, and none outside the list', () => {
    const text = fixture('webinar-desk.json');
    expect(applyEdits(text, removeScope(text, text.indexOf('"optional": "true"')))).not.toContain('report:read:admin');
    expect(removeScope(text, text.indexOf('ZOOM_WEBINAR'))).toEqual([]);
  });
});

describe('replacing', () => {
  test('keeps the entry, its place and whether it is optional', () => {
    const text = fixture('webinar-desk.json');
    expect(replace(text, 'report:read:admin', 'report:read:list_history_meetings:admin')).toBe(
      text.replace('report:read:admin', 'report:read:list_history_meetings:admin'),
    );
  });

  test.each(['["user:read:admin"]', '[{ "scope": "user:read:admin" }]'])('in %s', (before) => {
    expect(inList((text) => replace(text, 'user:read:admin', 'user:read'), before)).toBe(before.replace('user:read:admin', 'user:read'));
  });
});

describe('adding', () => {
  test.each([
    ['[]', '["user:read:admin"]'],
    ['null', '["user:read:admin"]'],
    ['["zra:read:admin"]', '["zra:read:admin", "user:read:admin"]'],
    ['["report:read:admin","zra:read:admin"]', '["report:read:admin","user:read:admin","zra:read:admin"]'],
    ['["zra:read:admin", "report:read:admin"]', '["zra:read:admin", "report:read:admin", "user:read:admin"]'],
    ['["video:read:admin", "zra:read:admin"]', '["user:read:admin", "video:read:admin", "zra:read:admin"]'],
    ['[\n  "report:read:admin",\n  "zra:read:admin"\n]', '[\n  "report:read:admin",\n  "user:read:admin",\n  "zra:read:admin"\n]'],
    ['[ // rooms\n  // first\n  "video:read:admin", // v\n  "zra:read:admin"\n]', '[ // rooms\n  "user:read:admin",\n  // first\n  "video:read:admin", // v\n  "zra:read:admin"\n]'],
    ['[\n  "phone:read:admin",\n  "report:read:admin" // monthly\n]', '[\n  "phone:read:admin",\n  "report:read:admin", // monthly\n  "user:read:admin"\n]'],
    ['[\n\t"phone:read:admin",\n\t"report:read:admin",\n]', '[\n\t"phone:read:admin",\n\t"report:read:admin",\n\t"user:read:admin",\n]'],
    ['[\n  "report:read:admin"\n, "zra:read:admin"\n]', '[\n  "report:read:admin"\n, "user:read:admin", "zra:read:admin"\n]'],
    ['[\r\n  // none yet\r\n]', '[\r\n  // none yet\r\n  "user:read:admin"\r\n]'],
    ['[{ "scope": "report:read:admin", "optional": true }]', '[{ "scope": "report:read:admin", "optional": true }, { "scope": "user:read:admin", "optional": false }]'],
    [
      '[{\n    "scope": "report:read:admin"\n  }, {\n    "scope": "zra:read:admin"\n  }]',
      '[{\n    "scope": "report:read:admin"\n  }, {\n    "scope": "user:read:admin"\n  }, {\n    "scope": "zra:read:admin"\n  }]',
    ],
  ])('%j', (before, after) => {
    expect(inList((text) => add(text, 'user:read:admin'), before)).toBe(after);
  });

  test('writes what Zoom exports where a manifest has no list yet', () => {
    const pretty = '{\n\t"oauth_information": {\n\t\t"usage": "USER_OPERATION"\n\t}\n}\n';
    const entry = '{\n\t\t\t\t"scope": "user:read",\n\t\t\t\t"optional": true\n\t\t\t}';
    expect(add(pretty, 'user:read', true)).toBe(
      `{\n\t"oauth_information": {\n\t\t"usage": "USER_OPERATION",\n\t\t"scopes": [\n\t\t\t${entry}\n\t\t]\n\t}\n}\n`,
    );
    expect(add('{"oauth_information":{"usage":"USER_OPERATION"}}', 'user:read')).toBe(
      '{"oauth_information":{"usage":"USER_OPERATION","scopes":[{"scope":"user:read","optional":false}]}}',
    );
  });

  test('does not copy what a neighbour says about itself', () => {
    const text = '{ "oauth_information": { "scopes": [{ "scope": "user:read", "scope_description": "Greets the host." }] } }';
    expect(add(text, 'meeting:read')).toContain('{ "scope": "meeting:read", "optional": false }]');
  });

  test('edits nothing in a text that is no manifest, or broken', () => {
    expect(addScope('{ "scopes": [] }', 'user:read')).toEqual([]);
    expect(addScope(fixture('broken-comma.json'), 'user:read')).toEqual([]);
  });
});

// Whatever the layout: the list holds what the model says, and nothing outside the list has changed.

const SCOPES = ['meeting:read', 'meeting:write:admin', 'user:read', 'user:read:user:admin', 'recording:read', 'imchat:bot'];

interface Drawn {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

const entry = (blank: string) =>
  fc.tuple(fc.constantFrom(...SCOPES), fc.constantFrom('plain', 'object', 'optional', 'long')).map(([scope, form]) => {
    if (form === 'plain') return `"${scope}"`;
    if (form === 'long') return `{\n      "scope": "${scope}",\n      "optional": false\n    }`;
    return `{${blank}"scope":${blank}"${scope}"${form === 'optional' ? `,${blank}"optional":${blank}true` : ''}${blank}}`;
  });

const gap = fc.constantFrom('', ' ', '\n    ', ' // why, and how\n    ', '\n    // what follows\n    ', ' /* why, or not */ ');

const list = fc.constantFrom('', ' ').chain((blank) =>
  fc.tuple(fc.array(fc.tuple(gap, entry(blank), gap), { maxLength: 4 }), gap, fc.boolean()).map(([entries, last, trailing]) => {
    const inside = entries.map(([before, text, after]) => before + text + after).join(',');
    return `[${inside}${trailing && entries.length > 0 ? ',' : ''}${last}]`;
  }),
);

const SHELLS = [
  ['{"oauth_information":{"usage":"USER_OPERATION","scopes":', '}}'],
  ['{\n  // exported\n  "manifest": {\n    "oauth_information": {\n      "scopes": ', ',\n      "usage": "ADMIN_MANAGEMENT"\n    }\n  }\n}\n'],
  ['{\n\t"app_type": "s2s_oauth",\n\t"scopes": ', ',\n\t"app_name": "Rooms"\n}'],
] as const;

const manifest: fc.Arbitrary<Drawn> = fc
  .tuple(fc.constantFrom(...SHELLS), list, fc.boolean(), fc.boolean())
  .map(([[head, tail], inside, crlf, mark]) => {
    const [before, after, whole] = [head, tail, head + inside + tail].map((part) => (crlf ? part.replaceAll('\n', '\r\n') : part));
    const bom = mark ? '\uFEFF' : '';
    return { text: bom + (whole ?? ''), before: bom + (before ?? ''), after: after ?? '' };
  });

function declarationsIn(text: string) {
  const reading = parseManifest(text.replace('\uFEFF', ' '), 'zoom-app.json');
  if (reading.kind !== 'manifest') throw new Error(`${reading.kind}: ${text}`);
  return reading.manifest.declarations;
}

const modelOf = (text: string) => declarationsIn(text).map(({ scope, optional }) => ({ scope, optional }));

function expectOutsideKept({ before, after }: Drawn, edited: string): void {
  expect(edited.startsWith(`${before}[`)).toBe(true);
  expect(edited.endsWith(`]${after}`)).toBe(true);
  expect(edited.replaceAll('\r\n', '').includes('\r')).toBe(false);
}

describe('in any layout', () => {
  test('removing', () => {
    fc.assert(
      fc.property(manifest, fc.nat(3), (drawn, pick) => {
        const declared = declarationsIn(drawn.text);
        const target = declared[pick % Math.max(1, declared.length)];
        if (!target) return;
        const edited = applyEdits(drawn.text, removeScope(drawn.text, target.span.start));
        expectOutsideKept(drawn, edited);
        expect(modelOf(edited)).toEqual(modelOf(drawn.text).toSpliced(declared.indexOf(target), 1));
      }),
      { numRuns: 1000 },
    );
  });

  test('replacing', () => {
    fc.assert(
      fc.property(manifest, fc.nat(3), (drawn, pick) => {
        const declared = declarationsIn(drawn.text);
        const target = declared[pick % Math.max(1, declared.length)];
        if (!target) return;
        const edited = applyEdits(drawn.text, replaceScope(drawn.text, target.span.start, 'report:read:admin'));
        expectOutsideKept(drawn, edited);
        expect(modelOf(edited)).toEqual(modelOf(drawn.text).with(declared.indexOf(target), { scope: 'report:read:admin', optional: target.optional }));
      }),
    );
  });

  test('adding', () => {
    fc.assert(
      fc.property(manifest, fc.constantFrom('aaa:read', 'phone:read', 'zoomapp:inmeeting'), fc.boolean(), (drawn, scope, optional) => {
        const edited = applyEdits(drawn.text, addScope(drawn.text, scope, { optional }));
        expectOutsideKept(drawn, edited);
        const added = modelOf(edited);
        const index = added.findIndex((each) => each.scope === scope);
        expect(added[index]).toEqual({ scope, optional });
        expect(added.toSpliced(index, 1)).toEqual(modelOf(drawn.text));
        expect(isSorted(edited)).toBe(isSorted(drawn.text) && (added.length > 2 || index === 0 || (added[0]?.scope ?? '') < scope));
      }),
      { numRuns: 1000 },
    );
  });

  test('changing all at once', () => {
    const fates = fc.array(fc.constantFrom('stays', 'goes', 'changes'), { minLength: 4, maxLength: 4 });
    const added = fc.uniqueArray(fc.constantFrom('aaa:read', 'phone:read', 'zoomapp:inmeeting'));
    fc.assert(
      fc.property(manifest, fates, added, (drawn, fate, scopes) => {
        const declared = declarationsIn(drawn.text);
        const having = (what: string) => declared.filter((_, at) => fate[at] === what);
        const edited = changeScopes(drawn.text, {
          remove: having('goes').map(({ span }) => span.start),
          replace: having('changes').map(({ span, optional }) => ({ offset: span.start, scope: 'report:read:admin', optional })),
          add: scopes.map((scope) => ({ scope, optional: false })),
        });
        expectOutsideKept(drawn, edited);
        const expected = [
          ...having('stays').map(({ scope, optional }) => ({ scope, optional })),
          ...having('changes').map(({ optional }) => ({ scope: 'report:read:admin', optional })),
          ...scopes.map((scope) => ({ scope, optional: false })),
        ];
        const bag = (entries: readonly object[]) => entries.map((each) => JSON.stringify(each)).sort();
        expect(bag(modelOf(edited))).toEqual(bag(expected));
        if (isSorted(drawn.text) && declared.length > 1) expect(isSorted(edited)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('keeps every comment that stands on a line of its own', () => {
    fc.assert(
      fc.property(manifest, (drawn) => {
        const [target] = declarationsIn(drawn.text);
        const edited = target ? applyEdits(drawn.text, removeScope(drawn.text, target.span.start)) : add(drawn.text, 'phone:read');
        const comments = (text: string) => text.match(/^ *\/\/ what follows/gm)?.length ?? 0;
        expect(comments(edited)).toBe(comments(drawn.text));
      }),
      { numRuns: 1000 },
    );
  });
});
