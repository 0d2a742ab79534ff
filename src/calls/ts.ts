/** The parser. The only module that imports ts-morph, so that another parser can take its place. */
export { ts } from 'ts-morph';
