import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '@cortex/local/settings';
import { requiredModules } from './go-modules.ts';
import { licenceOfText } from './licence-of-text.ts';
import { npmPackages } from './npm-packages.ts';
import { modulesOnPage, pageOf } from './page.ts';

/** Licences that let anybody use, change and distribute programs with such code. */
const PERMISSIVE = /^(MIT|Apache-2\.0|ISC|0BSD|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Unlicense)$/;
/** A licence that applies only to changes of the module itself. */
const MODULES_ONLY = 'MPL-2.0';
const LOAD_TESTS = /^(go\.k6\.io|github\.com\/grafana)\//;

const page = readFileSync(join(repository, 'docs/licences.md'), 'utf8');
const named = (licence: string) => licence.replace(/[()]/g, '').split(/ AND | OR /);

test('docs/licences.md is what `npm run licences` writes', () => {
  const versions = modulesOnPage(page).map(({ name, version }) => ({ name, version }));
  expect(versions).toEqual(requiredModules());
  expect(pageOf(npmPackages(), modulesOnPage(page))).toBe(page);
});

test('npm packages have permissive licences; development tools, which are not distributed, may require it for changes to themselves', () => {
  const allowed = (licence: string, isTool: boolean) =>
    PERMISSIVE.test(licence) || (isTool && licence === MODULES_ONLY);
  const others = npmPackages().filter(
    ({ licence, development }) => !named(licence).every((one) => allowed(one, development)),
  );
  expect(others).toEqual([]);
});

test('compiled modules have licences without conditions for the code around them, except for the load tests', () => {
  const allowed = (licence: string) => PERMISSIVE.test(licence) || licence === MODULES_ONLY;
  const others = modulesOnPage(page).filter(({ licence }) => !named(licence).every(allowed));
  expect(others.map(({ name }) => name).filter((name) => !LOAD_TESTS.test(name))).toEqual([]);
});

test.each([
  ['MIT', 'Permission is hereby granted, free of charge, to any person obtaining\na copy of this software'],
  ['BSD-2-Clause', 'Redistribution and use in source and binary forms, with or without'],
  ['BSD-3-Clause', 'Redistribution and use in source and binary\nforms … may be used to endorse or promote products'],
  [
    'Apache-2.0 AND MIT',
    'Apache License, Version 2.0 … Permission is hereby granted, free of charge, to any person obtaining a copy',
  ],
  ['MPL-2.0', 'Mozilla Public License Version 2.0 … the GNU Affero General Public License, Version 3.0'],
  ['AGPL-3.0', '   GNU AFFERO GENERAL PUBLIC LICENSE\n Version 3'],
  [undefined, 'All rights reserved.'],
])('reads %s from its text', (licence, text) => {
  expect(licenceOfText(text)).toBe(licence);
});
