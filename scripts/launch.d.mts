interface Lock {
  packages: Record<string, { version?: string; optional?: boolean; devOptional?: boolean }>;
}

export function isNewEnough(version: string): boolean;
export function nodePackage(platform: string, arch: string): { name: string; version: string } | undefined;
export function mustInstall(wanted: Lock, installed: Lock | undefined): boolean;
