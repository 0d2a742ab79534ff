/** Says who must authorise an app again. */
import type { ConsentChange } from '../analysis/consent.ts';
import { toPrintable } from '../util/printable.ts';

/** One or two sentences on what a change of scopes means for those who use the app. */
export function describeConsent({ added, offered, nowRequired, dropped, again }: ConsentChange): string {
  switch (again) {
    case 'everyone':
      return `Users must consent again: ${are([...added, ...offered].sort())} new. An app that is published goes through review again.`;
    case 'who-declined':
      return `Users who declined ${list(nowRequired)} must consent again: it can no longer be declined.`;
    case 'who-wants-more':
      return `Nobody must consent again. ${are(offered)} new and optional: users hold it after they consent again.`;
    case 'account-admin':
      return `No user consents to a Server-to-Server app. An admin of the account adds ${list([...added, ...offered].sort())} to it.`;
    case 'nobody':
      return dropped.length > 0 ? 'Nobody must consent again: scopes are only taken away.' : 'Nobody must consent again.';
  }
}

function are(scopes: readonly string[]): string {
  return `${list(scopes)} ${scopes.length === 1 ? 'is' : 'are'}`;
}

function list(scopes: readonly string[]): string {
  return scopes.map(toPrintable).join(', ');
}
