'use client';

import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis, ResponsiveContainer } from 'recharts';

/** One layer of the stack: its key in the rows, its name in words and its colour as CSS has it. */
export interface AreaSeries {
  readonly key: string;
  readonly name: string;
  readonly color: string;
}

/** One place on the axis with a value for each series. */
export interface AreaRow {
  readonly label: string;
  readonly values: Readonly<Record<string, number>>;
}

/** Layers over time, the first at the bottom. */
export function StackedArea({ series, rows }: { series: readonly AreaSeries[]; rows: readonly AreaRow[] }) {
  const data = rows.map(({ label, values }) => ({ label, ...values }));
  const tick = { fill: 'var(--ink-3)', fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={data} margin={{ top: 6, right: 6, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="label"
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={48}
        />
        <YAxis tick={tick} tickLine={false} axisLine={false} width={36} allowDecimals={false} />
        <Tooltip
          cursor={{ stroke: 'var(--line-strong)' }}
          contentStyle={{
            background: 'var(--panel)',
            border: '1px solid var(--line)',
            borderRadius: 8,
            boxShadow: 'var(--shadow)',
            fontSize: 13,
          }}
          labelStyle={{ color: 'var(--ink-2)' }}
        />
        {series.map(({ key, name, color }) => (
          <Area
            key={key}
            dataKey={key}
            name={name}
            stackId="all"
            type="linear"
            stroke={color}
            strokeWidth={1.5}
            fill={color}
            fillOpacity={0.28}
            isAnimationActive={false}
          />
        ))}
      </AreaChart>
    </ResponsiveContainer>
  );
}
