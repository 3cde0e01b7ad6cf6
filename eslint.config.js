// Lint: what the compiler can't see. Effects are banned by folder, so that time, environment and exit codes come in from outside.
import tseslint from 'typescript-eslint';

const clockOnly = [
  { name: 'setTimeout', message: 'use clock.sleep or clock.deadline (core/clock.ts)' },
  { name: 'setInterval', message: 'use clock.sleep (core/clock.ts)' },
];
const timeSyntax = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'use clock.now() (core/clock.ts)',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'use clock.now() (core/clock.ts)',
  },
  {
    selector: "MemberExpression[object.name='AbortSignal'][property.name='timeout']",
    message: 'use clock.deadline (core/clock.ts)',
  },
];
const style = [
  { selector: 'TSEnumDeclaration', message: 'use a union of words' },
  { selector: 'ExportDefaultDeclaration', message: 'use a named export' },
];
const effects = [
  {
    selector: "MemberExpression[object.name='process'][property.name=/^(env|exit|exitCode|on)$/]",
    message: 'environment, exit codes and signals belong to cli/',
  },
];

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'reports/runs', 'reports/test', '**/*.js', '**/*.d.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-empty': 'error',
      eqeqeq: 'error',
      'prefer-const': 'error',
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-restricted-globals': ['error', ...clockOnly],
      'no-restricted-syntax': ['error', ...timeSyntax, ...style, ...effects],
      'no-console': 'error',
    },
  },
  // The one place that knows real time.
  {
    files: ['core/clock.ts', 'core/fake-clock.ts'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-syntax': ['error', ...style] },
  },
  // Programs of their own: they have an environment, signals and exit codes.
  {
    files: ['cli/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...timeSyntax, ...style] },
  },
  {
    files: [
      'scenarios/*/service/**/*.ts',
      'stack/images/{rpk,receiver,front-door,operator,stand-ins}/**/*.ts',
      'stack/engine/dns-responder.ts',
    ],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-syntax': ['error', ...style],
      'no-console': 'off',
    },
  },
  // Tables of a test are long, and its functions are its chapters.
  {
    files: ['**/*.test.ts', '**/*.spec.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...style],
    },
  },
  { files: ['playwright.config.ts', 'vitest.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
