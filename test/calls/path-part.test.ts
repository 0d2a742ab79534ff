import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { collectFacts } from '../../src/index.ts';

const root = mkdtempSync(path.join(tmpdir(), 'zoom-scopes-path-part-'));
afterAll(() => rmSync(root, { recursive: true }));

const CLIENT = `
import axios from 'axios';
import { MeetingsS2SAuthClient } from '@zoom/rivet/meetings';
const BASE = 'https://api.zoom.us/v2';
const zoom = axios.create({ baseURL: BASE });
const rivet = new MeetingsS2SAuthClient({ clientId: 'id', clientSecret: 'secret', accountId: 'account' });
const usersUrl = \`\${BASE}/users\`;
const PATHS = { groups: '/groups', roles: () => '/roles' };
const groupsRequest = { url: '/groups', method: 'GET' };
async function callZoom(path, method = 'GET') { return zoom.request({ url: path, method }); }
class Account { get(path) { return fetch(BASE + path); } rooms() { return this.get(«'/rooms'»); } }
export const rooms = (account = new Account()) => account.rooms();
`;

// What stands between « and » is underlined.
test.each([
  ['a template', 'fetch(«`https://api.zoom.us/v2/users/${id}/meetings`»)'],
  ['a variable', 'fetch(«usersUrl»)'],
  ['a text with something added', "zoom.get(«'/meetings/' + id + '/registrants'»)"],
  ['a base and a path', "fetch(«'https://api.zoom.us/v2' + '/users'»)"],
  ['a URL and its base', "fetch(new URL(«'/v2/users/me/settings'», 'https://api.zoom.us'))"],
  ['an option', "axios({ baseURL: 'https://api.zoom.us/v2', method: 'get', url: «'/rooms'» })"],
  ['options from elsewhere', 'zoom.request(«groupsRequest»)'],
  ['an entry of a table', 'zoom.get(«PATHS.groups»)'],
  ['a function that returns it', 'zoom.get(«PATHS.roles()»)'],
  ['the argument of a wrapper', "callZoom(«`/meetings/${id}`», 'PATCH')"],
  ['a method of the SDK', 'rivet.endpoints.meetings.«createMeeting»({ path: { userId: id }, body: {} })'],
  ['a call over several lines', "zoom\n  .get(\n    «'/report/daily'»,\n  )"],
])('the path is underlined: %s', (_name, call) => {
  const marked = `${CLIENT.replace(/[«»]/g, '')}\nexport const answer = (id) => ${call};\n`;
  const text = marked.replace(/[«»]/g, '');
  const { apps } = collectFacts(root, { overlay: new Map([['zoom.js', text]]) });
  const underlined = apps.flatMap(({ calls }) => calls).map(({ pathSpan: { start, end } }) => ({ start, text: text.slice(start, end) }));
  const [, expected = ''] = /«([^]*)»/.exec(call) ?? [];
  expect(underlined.filter(({ start }) => start >= CLIENT.length - 2)).toEqual([{ start: marked.indexOf('«'), text: expected }]);
  expect(underlined.map(part => part.text)).toContain("'/rooms'");
});
