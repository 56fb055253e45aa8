import { createHash } from 'node:crypto';
import type { AddressPlan } from '../address-plan.ts';
import type { Exposures } from './exposures.ts';

export const GENERATIONS = [1, 2] as const;
/** Which chapter of the story is served: 2 has some things mended and some broken. */
export type Generation = (typeof GENERATIONS)[number];

/** Everything the objects of the cluster depend on. */
export interface World {
  seed: string;
  generation: Generation;
  /** When the cluster was first started. */
  bornAt: Date;
  now: Date;
  plan: AddressPlan;
  /** What stands open on the hosts in this generation. */
  exposures: Exposures;
  /** PEM of the cluster's authority, as ConfigMaps and webhooks carry it. */
  clusterAuthorityPem: string;
}

const DAY_MS = 86_400_000;

/** Returns the time some days before the cluster's first start, as the API writes times. */
export function daysBefore(world: World, days: number): string {
  return timeText(new Date(world.bornAt.getTime() - days * DAY_MS));
}

/** Returns the time some hours before now, cut to the hour. */
export function hoursAgo(world: World, hours: number): string {
  const hour = Math.floor(world.now.getTime() / 3_600_000) - hours;
  return timeText(new Date(hour * 3_600_000));
}

/** Writes a time as the API does: UTC to the second. */
export function timeText(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Returns an age for an object whose age is no part of the story: within the last year, the same each time. */
export function defaultAgeDays(name: string): number {
  return 30 + ((createHash('sha256').update(name).digest()[0] ?? 0) % 300);
}
