// The layers of the house. Run by `npm run lint` and by test/unit/layers.test.ts, which also breaks a rule to see it bite.
// `@swc/core` reads the TypeScript: version 7 of the compiler has no interface for tools.
const shared = '^src-shared/';
const nodeCore = { dependencyTypes: ['core'] };

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
/** Modules under `from` depend on nothing but what `allowed` matches (paths from the project's root). */
const only = (name, comment, from, allowed) => never(name, comment, { path: from }, { pathNot: allowed });

const zod = '^node_modules/zod/';
const electron = '^(electron|node_modules/electron)(/|$)';

module.exports = {
  forbidden: [
    never(
      'no-cycles',
      'Two files that need each other at run time are one file.',
      {},
      {
        circular: true,
        viaOnly: { dependencyTypesNot: ['type-only'] },
      },
    ),
    never('no-unresolvable', 'An import that leads nowhere.', {}, { couldNotResolve: true }),

    only('shared-is-pure', 'src-shared: zod and nothing else.', shared, [shared, zod]),
    never(
      'rules-are-pure',
      'Rules compute with plain values: entities, catalogues and formats; of the contract they may name types.',
      { path: '^src-shared/rules/' },
      { pathNot: ['^src-shared/(rules|entities|catalogues|terms)/'], dependencyTypesNot: ['type-only'] },
    ),
    only('entities-stand-alone', 'Entities know catalogues, no method and no rule.', '^src-shared/entities/', [
      '^src-shared/(entities|catalogues)/',
      zod,
    ]),

    never(
      'renderer-in-its-room',
      'The window knows src-shared and no process.',
      { path: '^src-renderer/' },
      { path: '^src-main/' },
    ),
    never('renderer-without-node', 'The window has no Node.', { path: '^src-renderer/' }, nodeCore),
    never('renderer-without-electron', 'The window has no Electron.', { path: '^src-renderer/' }, { path: electron }),

    never(
      'ledger-without-electron',
      'The ledger also runs under plain Node.',
      { path: '^src-main/(ledger|cli)/' },
      { path: electron },
    ),
    never(
      'ledger-in-its-room',
      'The ledger knows neither shell nor window nor command line.',
      { path: '^src-main/ledger/' },
      {
        path: '^(src-main/(shell|preload|cli)|src-renderer)/',
      },
    ),
    never(
      'cli-in-its-room',
      'The command line knows the ledger, no window.',
      { path: '^src-main/cli/' },
      {
        path: '^(src-main/(shell|preload)|src-renderer)/',
      },
    ),
    never(
      'shell-in-its-room',
      'Of the ledger the shell knows the path of its bundle.',
      { path: '^src-main/shell/' },
      {
        path: '^(src-main/(ledger|preload|cli)|src-renderer)/',
      },
    ),
    only('preload-is-thin', 'The preload needs Electron and the contract.', '^src-main/preload/', [
      '^src-main/preload/',
      '^src-shared/contract/',
      electron,
    ]),

    never(
      'shared-into-mains',
      'Nothing shared knows a process.',
      { path: shared },
      { path: '^(src-main|src-renderer)/' },
    ),
    never(
      'queries-read',
      'Reading knows neither sync nor office.',
      { path: '^src-main/ledger/queries/' },
      {
        path: '^src-main/ledger/(sync|office)/',
      },
    ),
    never(
      'sync-in-its-room',
      'Sync knows journal and database, neither queries nor office.',
      { path: '^src-main/ledger/sync/' },
      {
        path: '^src-main/ledger/(queries|office)/',
      },
    ),
    never(
      'office-in-its-room',
      'Office files know journal, database and queries, never sync.',
      { path: '^src-main/ledger/office/' },
      {
        path: '^src-main/ledger/sync/',
      },
    ),
    never(
      'one-database-door',
      'Only database/ opens the driver; others use the connection they are given (its type may be named).',
      { path: '^src-', pathNot: '^src-main/ledger/database/' },
      { path: '^node_modules/better-sqlite3/', dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|svg|png)$' },
    // A package is judged by its name in node_modules, wherever that leads.
    preserveSymlinks: true,
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
