import js from '@eslint/js';
import ts from 'typescript-eslint';

const noClock = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time is an input: take `at`.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an input: take `at`.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance is an input.' },
];
const noEnvironment = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only settings.ts reads the environment.',
  },
];

export default ts.config(
  {
    ignores: [
      'dist',
      'clients/typescript/dist',
      'clients/typescript/src/schema.ts',
      'data',
      'node_modules',
      'coverage',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always'],
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...noEnvironment] } },
  {
    files: ['src/**/*.{events,orders,lifecycle,state,rule,decider,view}.ts', 'src/kernel/domain/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...noEnvironment,
        ...noClock,
        { selector: 'AwaitExpression', message: 'Events, rules, deciders and views are pure.' },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        module: 'writable',
      },
    },
  },
  { files: ['src/app/settings.ts', 'src/sandbox/**/*.ts', '**/*.spec.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
