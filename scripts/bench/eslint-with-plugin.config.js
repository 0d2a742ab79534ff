import zoomScopes from 'eslint-plugin-zoom-scopes';
import alone from './eslint-alone.config.js';

export default [...alone, ...zoomScopes.configs.recommended];
