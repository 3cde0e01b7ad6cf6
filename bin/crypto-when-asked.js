// In the bundle this stands for node:crypto, which takes as long to load as yargs: of what is bundled only SARIF asks for it.

const createHash = (...options) => process.getBuiltinModule('node:crypto').createHash(...options);

export { createHash };
