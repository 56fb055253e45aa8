'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';

const SHOWN_MS = 2_000;

/** Copies a text and says that it did. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={() => void copy()}
      className="inline-flex items-center gap-1.5 rounded-s px-2 py-1 text-xs text-ink-2 hover:bg-panel hover:text-ink"
    >
      <Icon size={13} aria-hidden />
      <span aria-live="polite">{copied ? done : label}</span>
    </button>
  );
}
