/** A share as it is read. Nothing is ever shown as certain or as impossible. */
export function percent(share: number): string {
  if (share < 0.01) return '< 1 %';
  if (share > 0.99) return '> 99 %';
  return `${Math.round(share * 100)} %`;
}
