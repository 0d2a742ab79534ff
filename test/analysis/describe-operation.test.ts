import { describe, expect, test } from 'vitest';
import { describeOperation } from '../../src/analysis/describe-operation.ts';
import { catalogue } from './build-facts.ts';

const described = (id: string, level: 'user' | 'admin' = 'admin') => {
  const operation = catalogue.operation(id);
  if (!operation) throw new Error(`${id} is not in the catalogue`);
  return describeOperation(operation, level);
};

describe('an operation in words', () => {
  test.each([
    ['GET /users', 'list users'],
    ['GET /users/{userId}', 'read a user'],
    ['GET /users/{userId}/meetings', 'list meetings of a user'],
    ['POST /users/{userId}/meetings', 'create meetings of a user'],
    ['PATCH /meetings/{meetingId}', 'change a meeting'],
    ['DELETE /meetings/{meetingId}/recordings', 'delete recordings of a meeting'],
    ['DELETE /meetings/{meetingId}/recordings/{recordingId}', 'delete a recording of a meeting'],
    ['PUT /meetings/{meetingId}/status', 'change the status of a meeting'],
    ['GET /groups/{groupId}/settings', 'read settings of a group'],
    ['GET /accounts/{accountId}', 'read an account'],
    ['GET /report/users/{userId}/meetings', 'read the report on meetings of a user'],
    ['GET /phone/call_queues', 'list phone call queues'],
    ['POST /calendars/{calId}/events/import', 'import events of a calendar'],
    ['GET /contact_center/address_books', 'list contact center address books'],
  ])('%s: %s', (id, expected) => {
    expect(described(id)).toBe(expected);
  });

  test('at user level the user is the one who authorises', () => {
    expect(described('GET /users/{userId}', 'user')).toBe('read the authorising user');
    expect(described('GET /users/{userId}/meetings', 'user')).toBe('list meetings of the authorising user');
  });

  test('every operation of the catalogue has plain ones', () => {
    for (const operation of catalogue.operations) {
      expect(describeOperation(operation, 'admin')).toMatch(/^[a-z]+ [a-z0-9. :-]+$/);
    }
  });
});
