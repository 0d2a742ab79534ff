import { ZoomClient } from '@museum/zoom-client';

const zoom = new ZoomClient(process.env['GUIDED_TOURS_TOKEN'] ?? '');

export function listGuides(): Promise<unknown> {
  return zoom.get('/users?status=active');
}

export function planTour(guide: string, topic: string): Promise<unknown> {
  return zoom.post(`/users/${guide}/meetings`, { topic, type: 2 });
}
