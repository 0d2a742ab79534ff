/** Tells from names whether something belongs to Zoom or to another vendor with scopes of its own. */
import { wordsOf } from '../util/words.ts';

/** Whom a name speaks of. */
export type Vendor = 'zoom' | 'other';

/** Vendors whose OAuth lists stand beside Zoom's in real code; some of their scopes are spelt like Zoom's (`user:read:email`). */
const OTHERS = new Set([
  'amazon', 'apple', 'asana', 'atlassian', 'auth0', 'azure', 'bitbucket', 'calendly', 'clickup', 'cognito', 'discord', 'dropbox',
  'facebook', 'figma', 'github', 'gitlab', 'google', 'googleapis', 'gotomeeting', 'hubspot', 'instagram', 'intercom', 'jira', 'keycloak',
  'linkedin', 'mailchimp', 'microsoft', 'microsoftonline', 'msteams', 'notion', 'okta', 'outlook', 'paypal', 'pinterest', 'pipedrive', 'reddit', 'salesforce',
  'shopify', 'slack', 'spotify', 'strava', 'stripe', 'supabase', 'teams', 'tiktok', 'todoist', 'trello', 'twitch', 'twitter', 'webex',
  'xero', 'zendesk', 'zoho', 'zoominfo',
]);

/** Words with the same letters that are about magnifying. */
const ZOOM = /zoom(?!able|ed\b|er\b|ify|in\b|info|ing|level|out\b)/i;

/** Whom a name, path or URL speaks of; undefined for neither. */
export function vendorOf(name: string): Vendor | undefined {
  if (ZOOM.test(name)) return 'zoom';
  return wordsOf(name).some(word => OTHERS.has(word)) || OTHERS.has(name.toLowerCase()) ? 'other' : undefined;
}
