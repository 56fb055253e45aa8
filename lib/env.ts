import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { text, type Text } from '#lib/model/text.ts';
import { MerlonError } from './errors.ts';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Every setting, parsed; nothing else in Merlon reads `process.env`. */
export interface Env {
  /** Absolute path of the folder that holds the database and everything else Merlon writes. */
  dataDir: string;
  /** 0 asks for any free port. */
  port: number;
  host: string;
  /** Whether scans may send probes at all. */
  probe: boolean;
  /** CIDRs that bound every cluster's own probe list; null is no bound. */
  probeAllow: string[] | null;
  logLevel: (typeof LOG_LEVELS)[number];
  /** How many clusters are scanned side by side. */
  scanConcurrency: number;
  /** Whether `/about/design` exists. */
  designPage: boolean;
  /** The launcher started a demo cluster; its kubeconfig lies here. */
  demoKubeconfig: string | null;
}

interface Setting<T> {
  parse: z.ZodType<T, string>;
  /** As a person would write it; an empty string is "not set". */
  preset: string;
  /** What the setting does, for the table of settings; null for what only the launcher sets. */
  purpose: Text | null;
  /** What a value must be, said when one is refused. */
  rule: Text;
}

/** Returns whether the address can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isCidr(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}

const list = (value: string): string[] => value.split(/[\s,]+/).filter((item) => item !== '');

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= from && value <= to);

const settings = {
  MERLON_DATA: {
    parse: z.string().min(1),
    preset: './data',
    purpose: text(
      'Folder of the database and of everything else Merlon writes. It must lie on a local disk.',
      '存放数据库和 Merlon 写入的其他所有内容的目录，必须位于本地磁盘。',
    ),
    rule: text('it must name a folder', '必须是一个目录'),
  } satisfies Setting<string>,
  MERLON_PORT: {
    parse: wholeNumber(0, 65_535),
    preset: '3636',
    purpose: text('Port of the web page; 0 takes any free one.', '网页端口；0 表示使用任意空闲端口。'),
    rule: text('it must be a whole number from 0 to 65535', '必须是 0 到 65535 之间的整数'),
  } satisfies Setting<number>,
  MERLON_HOST: {
    parse: z.string().refine(isLoopback),
    preset: '127.0.0.1',
    purpose: text(
      'Address the web page listens on. Only loopback addresses are accepted as long as there is no sign-in.',
      '网页监听的地址。在没有登录功能之前，只接受环回地址。',
    ),
    rule: text(
      'only loopback addresses (127.0.0.0/8, ::1, localhost) are accepted, because there is no sign-in yet and any other address would let strangers in',
      '目前还没有登录功能，其他地址会让陌生人进入，因此只接受环回地址（127.0.0.0/8、::1、localhost）',
    ),
  } satisfies Setting<string>,
  MERLON_PROBE: {
    parse: z.enum(['on', 'off']).transform((value) => value === 'on'),
    preset: 'on',
    purpose: text(
      '`off` forbids every probe: scans then read the Kubernetes API only.',
      '`off` 禁止一切探测：扫描只读取 Kubernetes API。',
    ),
    rule: text('it must be on or off', '必须是 on 或 off'),
  } satisfies Setting<boolean>,
  MERLON_PROBE_ALLOW: {
    parse: z
      .string()
      .transform(list)
      .refine((items) => items.every(isCidr))
      .transform((items) => (items.length === 0 ? null : items)),
    preset: '',
    purpose: text(
      'Networks in CIDR form, separated by commas, that probes may never leave, whatever a cluster allows.',
      '以逗号分隔的 CIDR 网段；无论集群如何设置，探测都不会超出这些网段。',
    ),
    rule: text(
      'it must be a list of networks such as 10.0.0.0/16,fd00::/64',
      '必须是网段列表，例如 10.0.0.0/16,fd00::/64',
    ),
  } satisfies Setting<string[] | null>,
  MERLON_LOG_LEVEL: {
    parse: z.enum(LOG_LEVELS),
    preset: 'info',
    purpose: text(
      `Least level that is logged: ${LOG_LEVELS.join(', ')}.`,
      `记录日志的最低级别：${LOG_LEVELS.join('、')}。`,
    ),
    rule: text(`it must be one of ${LOG_LEVELS.join(', ')}`, `必须是 ${LOG_LEVELS.join('、')} 之一`),
  } satisfies Setting<Env['logLevel']>,
  MERLON_SCAN_CONCURRENCY: {
    parse: wholeNumber(1, 16),
    preset: '2',
    purpose: text(
      'How many clusters are scanned side by side; one cluster never has two scans at a time.',
      '可同时扫描的集群数量；同一集群不会同时进行两次扫描。',
    ),
    rule: text('it must be a whole number from 1 to 16', '必须是 1 到 16 之间的整数'),
  } satisfies Setting<number>,
  MERLON_DESIGN_PAGE: {
    parse: z.enum(['on', 'off']).transform((value) => value === 'on'),
    preset: 'off',
    purpose: text(
      '`on` adds `/about/design`, which shows every part of the pages in every state; `npm run dev` has it always.',
      '`on` 会加上 `/about/design` 页面，展示界面的每个部件及其各种状态；`npm run dev` 始终带有该页面。',
    ),
    rule: text('it must be on or off', '必须是 on 或 off'),
  } satisfies Setting<boolean>,
  MERLON_DEMO_KUBECONFIG: {
    parse: z.string().transform((value) => (value === '' ? null : resolve(value))),
    preset: '',
    purpose: null,
    rule: text('it must name a file', '必须是一个文件'),
  } satisfies Setting<string | null>,
};

type Settings = typeof settings;
type Parsed = { [Name in keyof Settings]: z.output<Settings[Name]['parse']> };

function parseSetting(name: keyof Settings, source: Readonly<Record<string, string | undefined>>): unknown {
  const setting = settings[name];
  // A variable set to nothing, as compose files and charts leave it, counts as not set.
  const value = source[name]?.trim() || setting.preset;
  const parsed = setting.parse.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new MerlonError(
    'invalid-setting',
    text(
      `${name} is "${value}", but ${setting.rule.en}.`,
      `${name} 的值为“${value}”，但${setting.rule['zh-CN']}。`,
    ),
  );
}

/** Returns the settings that `source` holds; throws `invalid-setting` with one sentence for the first bad one. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const names = Object.keys(settings) as (keyof Settings)[];
  const parsed = Object.fromEntries(names.map((name) => [name, parseSetting(name, source)])) as Parsed;
  return {
    dataDir: resolve(parsed.MERLON_DATA),
    port: parsed.MERLON_PORT,
    host: parsed.MERLON_HOST,
    probe: parsed.MERLON_PROBE,
    probeAllow: parsed.MERLON_PROBE_ALLOW,
    logLevel: parsed.MERLON_LOG_LEVEL,
    scanConcurrency: parsed.MERLON_SCAN_CONCURRENCY,
    designPage: parsed.MERLON_DESIGN_PAGE,
    demoKubeconfig: parsed.MERLON_DEMO_KUBECONFIG,
  };
}

let cached: Env | undefined;

/** Returns the settings of this process, read once. */
export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

/** Every setting a person may set, in the order of the README's table. */
export const SETTINGS: readonly { name: string; preset: string; purpose: Text }[] = Object.entries(
  settings,
).flatMap(([name, { preset, purpose }]) => (purpose === null ? [] : [{ name, preset, purpose }]));
