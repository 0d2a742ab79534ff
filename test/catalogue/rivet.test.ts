import { describe, expect, it } from 'vitest';
import { readModule } from '../../scripts/catalogue/rivet.ts';

const moduleText = `
class RoomsEndpoints extends WebEndpoints {
    rooms = {
        listRooms: this.buildEndpoint({ method: "GET", urlPathBuilder: () => "/rooms" }),
        renameRoom: this.buildEndpoint({
            method: "PATCH",
            baseUrlOverride: "https://fileapi.zoom.us/v2",
            urlPathBuilder: ({ roomId }) => \`/rooms/\${roomId}/name\`
        }),
    };
}
class RoomsS2SAuthClient extends ProductClient {
    initAuth({ clientId, accountId }) {
        return new S2SAuth({ clientId, accountId });
    }
}
`;

describe("reading the SDK's modules", () => {
  it('finds each method and its request', () => {
    expect(readModule('rooms', moduleText).methods).toEqual([
      { module: 'rooms', group: 'rooms', name: 'listRooms', method: 'GET', path: '/rooms' },
      { module: 'rooms', group: 'rooms', name: 'renameRoom', method: 'PATCH', path: '/rooms/{roomId}/name' },
    ]);
  });

  it('tells how a client gets its token', () => {
    expect(readModule('rooms', moduleText).clients).toEqual([
      { className: 'RoomsS2SAuthClient', module: 'rooms', auth: 'server-to-server' },
    ]);
  });

  it('stops at a request it cannot read', () => {
    const text = moduleText.replace('"/rooms"', 'ROOMS_PATH');
    expect(() => readModule('rooms', text)).toThrow('rooms: cannot read the request of rooms.listRooms');
  });
});
