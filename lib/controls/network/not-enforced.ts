import { text } from '#lib/model/text.ts';

/** The verdict on what policies say where no plugin reads them: that nothing enforces them is told by its own check. */
export const NOT_ENFORCED = {
  kind: 'not-applicable',
  reason: text('Nothing here enforces network policies.', '这里没有任何组件执行网络策略。'),
} as const;
