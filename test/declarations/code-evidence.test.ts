import { describe, expect, it } from 'vitest';
import { parse } from '../../src/calls/source-trees.ts';
import { readSourceStrings } from '../../src/calls/string-literals.ts';
import { findCodeEvidence } from '../../src/declarations/code-evidence.ts';

const read = (text: string, file = 'src/zoom.ts') => findCodeEvidence({ file, text, strings: readSourceStrings(parse(file, text)), project: 'meetly' });
const featuresOf = (text: string, file?: string) =>
  read(text, file).features.map(feature => [feature.kind, 'event' in feature ? feature.event : 'api' in feature ? feature.api : 'field' in feature ? feature.field : null, text.slice(feature.span.start, feature.span.end)]);

describe('token flows', () => {
  it.each([
    ["new URLSearchParams({ grant_type: 'account_credentials' })", ['account-credentials']],
    ['fetch(`https://zoom.us/oauth/token?grant_type=account_credentials&account_id=${id}`)', ['account-credentials']],
    ["import { MeetingsS2SAuthClient } from '@zoom/rivet/meetings';", ['account-credentials']],
    ["const { UsersS2SAuthClient: Users } = require('@zoom/rivet/users');", ['account-credentials']],
    ["import { UsersOAuthClient as Users } from '@zoom/rivet/users';", ['authorization-code']],
    ["const login = 'https://zoom.us/oauth/authorize?client_id=' + id;", ['authorization-code']],
    ["fetch('https://zoom.us/oauth/token', { body: { grant_type: 'authorization_code' } })", ['authorization-code']],
    ["fetch('https://zoom.us/oauth/token?code=' + code + '&grant_type=authorization_code')", ['authorization-code']],
    ["fetch('https://slack.com/oauth', { body: { grant_type: 'authorization_code' } })", []],
    ["import { OAuthClient } from 'intuit-oauth'; // for zoom", []],
    ["fetch('https://zoom.us/oauth/token', { body: { grant_type: 'client_credentials' } })", []],
    ["// grant_type: 'account_credentials'", []],
  ])('%s', (text, flows) => {
    expect([...read(text).flows]).toEqual(flows);
  });
});

describe('features', () => {
  it.each([
    ["import zoomSdk from '@zoom/appssdk';", [['zoom-apps-sdk', null, '@zoom/appssdk']]],
    ["const rtms = require('@zoom/rtms');", [['rtms', null, '@zoom/rtms']]],
    ["import { ChatbotClient } from '@zoom/rivet/chatbot';", [['chatbot', null, '@zoom/rivet/chatbot']]],
    ["import { ZoomMtg } from '@zoom/meetingsdk/embedded';", [['meeting-sdk', null, '@zoom/meetingsdk/embedded']]],
    ["zoomSdk.config({ capabilities: ['shareApp'] });", [['zoom-apps-sdk', 'shareApp', 'shareApp']]],
    ["const tools = connect('https://mcp.zoom.us/mcp/zoom/streamable');", [['mcp', null, 'https://mcp.zoom.us/mcp/zoom/streamable']]],
    ["if (body.event === 'recording.completed') sync();", [['event', 'recording.completed', 'recording.completed']]],
    [
      "client.webEventConsumer.event('meeting.rtms_started', start);",
      [['event', 'meeting.rtms_started', 'meeting.rtms_started'], ['rtms', null, 'meeting.rtms_started']],
    ],
    ["await fetch('https://api.zoom.us/v3/graphql', { body });", [['graphql', null, 'https://api.zoom.us/v3/graphql']]],
    [
      "const url = 'https://api.zoom.us/v3/graphql'; const query = `query { first: meeting(id: \"7\") { topic } users { id } }`;",
      [
        ['graphql', null, 'https://api.zoom.us/v3/graphql'],
        ['graphql', 'meeting', 'query { first: meeting(id: "7") { topic } users { id } }'],
        ['graphql', 'users', 'query { first: meeting(id: "7") { topic } users { id } }'],
      ],
    ],
    ["// zoom\nconst query = `query { meeting { topic } }`; // of another service", []],
    ["new WebSocket(`wss://ws.zoom.us/ws?subscriptionId=${id}`);", [['websocket', null, 'wss://ws.zoom.us/ws?subscriptionId=']]],
    ["verify(req.headers['x-zm-signature'], zoomSecret);", [['webhook', null, 'x-zm-signature']]],
    ["for (const file of zoom.recording_files) await fetch(file.download_url, { headers });", [['recording-download', null, '.download_url']]],
    ["const { download_url, id } = zoomFile;", [['recording-download', null, '{ download_url']]],
    ["interface ZoomFile { download_url: string; id: string }", []],
    ["// zoom: pass file.download_url on", []],
    ["zoomClient.get('/users/me/token?type=zak');", [['meeting-sdk', null, '/users/me/token?type=zak']]],
    ["frame.src = 'https://applications.zoom.us/integration/phone/embeddablephone/home';", [['phone-embed', null, 'https://applications.zoom.us/integration/phone/embeddablephone/home']]],
    ["if (zoom.event === 'bot_notification') reply();", [['event', 'bot_notification', 'bot_notification']]],
    ["import ZoomProvider from 'next-auth/providers/zoom';", [['sign-in', null, 'next-auth/providers/zoom']]],
    ["supabase.auth.signInWithOAuth({ provider: 'zoom' });", [['sign-in', null, 'zoom']]],
    ["passport.authenticate('zoom', { session: false });", [['sign-in', null, 'zoom']]],
    ["const Zoom = require('zoomus');", [['api-package', null, 'zoomus']]],
    ["import { ZoomClient } from '@acme/zoom-client';", [['api-package', null, '@acme/zoom-client']]],
    ["import { ZoomClient } from './zoom-client'; import { zoom } from 'd3-zoom'; import Zoom from 'react-medium-image-zoom';", []],
    ["zoom.endpoints[group][method](options);", [['api-package', null, 'endpoints[']]],
    ["const webhookEvents = ['user.created'];", [['event', 'user.created', 'user.created']]],
    ["t('meeting.title');", []],
    ["const labels = { title: 'meeting.title' };", []],
    ["import { zoomIn } from './meeting.started';", []],
  ])('%s', (text, features) => {
    expect(featuresOf(text)).toEqual(features);
  });

  it('are Zoom\'s only in a file about Zoom', () => {
    const text = "if (event === 'user.created') sync();";
    expect(featuresOf(text, 'src/clerk.ts')).toEqual([]);
    expect(featuresOf(`function onEvent() { ${text} } // Zoom`, 'src/webhook.ts')).toHaveLength(1);
  });
});
