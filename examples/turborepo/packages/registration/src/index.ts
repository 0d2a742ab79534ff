import { VENUES } from '@museum/programme';
import type { ZoomClient } from '@museum/zoom-client';

export interface Visitor {
  readonly email: string;
  readonly firstName: string;
}

/** Books a seat at a talk. */
export function registerForTalk(zoom: ZoomClient, talk: number, { email, firstName }: Visitor): Promise<unknown> {
  return zoom.post(`/${VENUES.talk}/${talk}/registrants`, { email, first_name: firstName });
}
