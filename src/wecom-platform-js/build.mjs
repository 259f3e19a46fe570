// dist/index.js for bundlers, dist/wecom-platform.js for a <script> (window.wecomPlatform).
import { build } from 'esbuild';

// WeCom's web views lag behind: ES2019 runs in all that WeCom still supports.
const common = { entryPoints: ['src/index.ts'], bundle: true, target: 'es2019', charset: 'utf8', minify: true, logLevel: 'warning' };

await Promise.all([
  build({ ...common, format: 'esm', outfile: 'dist/index.js' }),
  build({ ...common, format: 'iife', globalName: 'wecomPlatform', outfile: 'dist/wecom-platform.js' }),
]);
