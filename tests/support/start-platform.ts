import { type Platform, type PlatformOptions, startPlatform as start } from '../../scripts/platform/platform.ts';
import { describedWorkers } from './run-folder.ts';

/** Starts a platform as the product does, but with the workers that were bundled once for this run of the tests, where they were. */
export const startPlatform = (options: PlatformOptions): Promise<Platform> => start({ described: describedWorkers(), ...options });
