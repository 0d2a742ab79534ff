import { describe, expect, it } from 'vitest';
import { isAboutZoom, isAboutZooming } from '../../src/project/zoom-words.ts';

describe('zooming alone', () => {
  it.each([
    'export const levels = [1, 2, 4].map((zoom) => ({ zoom, label: `${zoom} ×` }));',
    "import { Map } from './map/view';\nmap.setZoom(zoomLevel + 1); // in steps",
    'function zoomIn({ zoom, maxZoom }: View) { return { ...view, zoom: Math.min(zoom * 2, maxZoom) }; }',
    'const style = { zoom: 1.5, cursor: "zoom-in" };'.replace('zoom-in', 'grab'),
    'const zoomLevel2 = minZoom + 2;',
    'if (isZoomed && canvas.zoomable) pan(zoomScale);',
  ])('%s', (text) => {
    expect([isAboutZoom(text), isAboutZooming(text)]).toEqual([true, true]);
  });
});

describe('more than zooming, as far as words tell', () => {
  it.each([
    "fetch('https://api.zoom.us/v2/users')",
    "import { UsersOAuthClient } from '@zoom/rivet/users';",
    'const host = process.env.ZOOM_HOST;',
    'new ZoomClient(token);',
    'zoom.get(PATHS.users);',
    'zoom\n  .get(PATHS.users);',
    'zoom?.listUsers();',
    'zoom(PATHS.users);',
    'clients[zoom](PATHS.users);'.replace('[zoom]', "['zoom']"),
    'zoom`users`;',
    'const send = (zoom) => call(zoom, `${base}/users`);',
    "const parts = (zoom) => [zoom, 'users', id].join('/');",
    'const path = (zoom) => call(zoom, `\n  /users`);',
    'const zoom = { scopes: [] };',
    "const zoom = 'phone:read:admin';",
    'grant(zoom, "account_credentials");',
  ])('%s', (text) => {
    expect([isAboutZoom(text), isAboutZooming(text)]).toEqual([true, false]);
  });
});
