// For child processes of these specs: the sources import the built names of their neighbours, and there is no build here.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const ours = /^\.{1,2}\//.test(specifier) && !context.parentURL?.includes('/node_modules/');
    return next(ours ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
