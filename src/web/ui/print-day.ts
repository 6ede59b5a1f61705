const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** A day as it is read: `3 Nov 2026`. The day is a civil date; no time zone can move it. */
export function printDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${date ?? ''} ${months[(month ?? 1) - 1] ?? ''} ${year ?? ''}`;
}
