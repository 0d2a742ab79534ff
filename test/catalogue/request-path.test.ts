import { expect, test } from 'vitest';
import { toRequestPath } from '../../src/catalogue/request-path.ts';

test.each([
  ['/users/me', '/users/me'],
  ['users/me/', '/users/me'],
  ['https://api.zoom.us/v2/users/:userId?page_size=1', '/users/{userId}'],
  ['HTTPS://API.ZOOM.US/v2//meetings/85746065#top', '/meetings/85746065'],
  ['https://api.zoomgov.com/v2/users', '/users'],
  ['https://api-eu.zoom.us/v2/users', '/users'],
  ['https://api.zoom.us/scim2/Users', '/scim2/Users'],
  ['api.zoom.us/v2/users', '/users'],
  ['/v2/users/%7BuserId%7D/meetings', '/users/{userId}/meetings'],
  ['/users/${user?.id}/meetings', '/users/{user.id}/meetings'],
  ['/users/{{user_id}}/meetings', '/users/{user_id}/meetings'],
  ['/users/<userId>', '/users/{userId}'],
  ['/users/[userId]', '/users/{userId}'],
  ['/meetings/sc%2FKWsqQ%3D%3D/recordings', '/meetings/sc%2FKWsqQ%3D%3D/recordings'],
  ['', '/'],
])('%s → %s', (text, path) => {
  expect(toRequestPath(text)).toBe(path);
});

test.each(['https://example.com/v2/users', 'https://zoom.us/oauth/token', '//evil.example/api.zoom.us/users', 'api.zoom.us.example.org/users'])('%s is of another server', (text) => {
  expect(toRequestPath(text)).toBeUndefined();
});
