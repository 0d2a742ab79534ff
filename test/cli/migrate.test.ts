import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { zoomScopes } from './zoom-scopes.ts';

const CHOIR = fileURLToPath(new URL('../../fixtures/commands/migrate/choir-recordings', import.meta.url));

let folder = '';
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'zoom-scopes-migrate-')), 'choir-recordings');
  cpSync(CHOIR, folder, { recursive: true });
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true }));

const manifest = () => readFileSync(path.join(folder, 'zoom-app.json'), 'utf8');

describe('zoom-scopes migrate', () => {
  test('shows the table and the diff, and writes nothing', async () => {
    const before = manifest();
    const { code, stdout, stderr } = await zoomScopes(['migrate', folder]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    // How much each opens is the catalogue's to say.
    expect(stdout.replace(/opens .* fall away/g, 'opens … fall away')).toMatchInlineSnapshot(`
      "Choir recordings (Server-to-Server, zoom-app.json)

        user:read:admin → user:read:list_users:admin
          GET /users  src/choir.ts:10
          opens … fall away

        recording:write:admin → cloud_recording:delete:meeting_recording:admin
          DELETE /meetings/{meetingId}/recordings  src/choir.ts:15
          opens … fall away

        recording:read:admin stays: the configuration keeps it

        phone:read:admin is dropped: no call needs it
          opens … fall away

      --- a/zoom-app.json
      +++ b/zoom-app.json
      @@ -1,10 +1,9 @@
       {
         "app_type": "s2s_oauth",
         "app_name": "Choir recordings",
         "scopes": [
      -    "user:read:admin",
      -    "recording:write:admin",
      -    "recording:read:admin",
      -    "phone:read:admin"
      +    "user:read:list_users:admin",
      +    "cloud_recording:delete:meeting_recording:admin",
      +    "recording:read:admin"
         ]
       }

        No user consents to a Server-to-Server app. An admin of the account adds cloud_recording:delete:meeting_recording:admin, user:read:list_users:admin to it.

      Nothing is written. To change zoom-app.json, run again with --write.
      "
    `);
    expect(manifest()).toBe(before);
  });

  test('writes, and then has nothing to do', async () => {
    expect((await zoomScopes(['migrate', folder, '--write'])).code).toBe(0);
    expect(JSON.parse(manifest()).scopes).toEqual(['user:read:list_users:admin', 'cloud_recording:delete:meeting_recording:admin', 'recording:read:admin']);
    const { code, stdout } = await zoomScopes(['migrate', folder]);
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing to migrate.');
    expect((await zoomScopes(['check', folder])).code).toBe(0);
  });

  test('prints JSON', async () => {
    const { code, stdout } = await zoomScopes(['migrate', folder, '--format', 'json']);
    expect(code).toBe(1);
    const { schemaVersion, written, apps } = JSON.parse(stdout);
    expect({ schemaVersion, written }).toEqual({ schemaVersion: 1, written: false });
    expect(apps[0].scopes.map(({ scope, outcome, granular, reason }: Record<string, unknown>) => ({ scope, outcome, granular, reason }))).toEqual([
      { scope: 'user:read:admin', outcome: 'replaced', granular: ['user:read:list_users:admin'], reason: null },
      { scope: 'recording:write:admin', outcome: 'replaced', granular: ['cloud_recording:delete:meeting_recording:admin'], reason: null },
      { scope: 'recording:read:admin', outcome: 'stays', granular: [], reason: 'the configuration keeps it' },
      { scope: 'phone:read:admin', outcome: 'dropped', granular: [], reason: null },
    ]);
    expect(apps[0].scopes[0].calls).toEqual([{ operation: 'GET /users', file: 'src/choir.ts', line: 10 }]);
    expect(apps[0].scopes[0].fallsAway).toContain('GET /users/{userId}');
  });

  test('prints a table in markdown', async () => {
    const { stdout } = await zoomScopes(['migrate', folder, '--format', 'markdown']);
    expect(stdout).toContain('| Classic | Granular | Calls | What falls away |');
    expect(stdout).toContain('| `user:read:admin` | `user:read:list_users:admin` | `GET /users` | opens ');
  });
});
