import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Rooms that must give the same answer for the same input, on any machine, at any time. */
const PURE = ['src/kit/**', 'src/core/**', 'src/imaging/**', 'src/content/**', 'src/fhir/**'];

const IMPURE_CALLS = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Pass the time in.' },
  {
    selector: "NewExpression[callee.name='Date']",
    message: 'Pass the time in; a civil date is a Day string.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Pass a seeded source in.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^toLocale/]',
    message: 'Locale formatting belongs to web.',
  },
];
const NO_ENUM = { selector: 'TSEnumDeclaration', message: 'Use an `as const` array and a derived union.' };

export default tseslint.config(
  { ignores: ['dist/**', 'artifacts/**', 'data/**', '.cache/**', 'node_modules/**', 'scripts/**/*.mjs'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/strict-boolean-expressions': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': [
        'error',
        NO_ENUM,
        { selector: 'ExportDefaultDeclaration', message: 'Name your exports.' },
      ],
      complexity: ['error', 15],
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: PURE.map((room) => `${room}/*.ts`),
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENUM, ...IMPURE_CALLS] },
  },
  {
    files: ['src/web/**/*.tsx', 'src/web/**/*.ts'],
    plugins: { 'react-hooks': hooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Tests state expectations; a long table is not a long function.
    files: ['**/*.test.ts', '**/*.test.tsx', 'test/**/*.ts', 'scripts/**/*.ts'],
    rules: { 'max-lines': 'off', complexity: 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    // Inner loops over typed arrays: every index is inside by construction of the plan, a check would cost a third
    // of the time, and a kernel's operands do not become clearer by being wrapped.
    files: ['src/core/localise/inference/**/*.ts', 'src/core/localise/geometry/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'max-params': 'off', complexity: 'off' },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
