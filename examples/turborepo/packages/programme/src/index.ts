/** What the museum offers online, and where it takes place. */
export const VENUES = {
  talk: 'webinars',
  tour: 'meetings',
} as const;
