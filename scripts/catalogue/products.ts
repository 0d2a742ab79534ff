/** How the scope documents name products, and which inventories hold each one's operations. */

/**
 * The product in a document's link → the inventories that list its operations. Ids are unique inside a product only, so
 * a link is never looked up elsewhere. Zoom documents the Scheduler's operations under the phone product; no id is in both.
 */
export const inventoriesOf: Readonly<Record<string, readonly string[]>> = {
  'AI Companion': ['ai-companion'],
  Docs: ['zoom-docs'],
  'Integration Healthcare': ['healthcare'],
  'Number Management': ['number-management'],
  Tasks: ['tasks'],
  Whiteboard: ['whiteboard'],
  'Workforce Management': ['workforce-management'],
  'Zoom Auto Dialer': ['auto-dialer'],
  'Zoom Quality Management': ['quality-management'],
  account: ['accounts'],
  billing: ['billing'],
  chat: ['team-chat'],
  chatbot: ['chatbot'],
  clips: ['clips'],
  commerce: ['commerce'],
  'contact-center': ['contact-center'],
  crc: ['crc'],
  event: ['events'],
  // The documents' links to Video Management have an address where the product should stand.
  'https:/developers.zoom.us/docs/api': ['video-management'],
  iq: ['revenue-accelerator'],
  marketplace: ['marketplace-apps'],
  phone: ['phone', 'scheduler'],
  qss: ['qss'],
  'scim-api': ['scim2'],
  user: ['users'],
  'virtual-agent': ['virtual-agent'],
  'zoom-api': ['meetings'],
  'zoom-calendar': ['calendar'],
  'zoom-mail': ['mail'],
  'zoom-rooms': ['rooms'],
};
