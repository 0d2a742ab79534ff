// Preloaded: at exit, prints the packages that were loaded.
process.on('exit', () => {
  const names = Object.keys(require.cache).map((file) => /.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1]);
  process.stderr.write(`${JSON.stringify([...new Set(names)])}\n`);
});
