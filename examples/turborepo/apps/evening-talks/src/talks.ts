import { VENUES } from '@museum/programme';
import { registerForTalk, type Visitor } from '@museum/registration';
import { ZoomClient } from '@museum/zoom-client';

const zoom = new ZoomClient(process.env['EVENING_TALKS_TOKEN'] ?? '');

export function announceTalk(curator: string, topic: string): Promise<unknown> {
  return zoom.post(`/users/${curator}/${VENUES.talk}`, { topic, type: 5 });
}

export function reserveSeat(talk: number, visitor: Visitor): Promise<unknown> {
  return registerForTalk(zoom, talk, visitor);
}
