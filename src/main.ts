// Nothing is imported before the version is known: an older Node would stop at a name that it lacks, and say only that.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(
    `Ishyura needs Node.js 22.13 or newer, and this is ${process.versions.node}. \`npm start\` brings its own.`,
  );
  process.exit(1);
}

const { serve } = await import('./app/serve.js');
await serve();

export {};
