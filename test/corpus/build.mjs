#!/usr/bin/env node
// Writes test/fixtures/ledgers anew: `node test/corpus/build.mjs`.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { module } = await runnerImport(here('corpus.ts'), { configFile: false, logLevel: 'error' });
const count = await module.writeCorpus(here('../fixtures/ledgers'));
process.stdout.write(`${count} ledgers\n`);
