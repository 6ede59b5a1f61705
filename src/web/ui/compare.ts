/** One place at which two versions of something differ. Absent on a side: nothing stands there. */
export interface Difference {
  /** Names of the fields on the way to it; numbers count from 1. */
  readonly path: readonly (string | number)[];
  readonly mine?: string;
  readonly theirs?: string;
}

/** Every field at which two values differ, in the order of the first. Plain data only. */
export function differences(
  mine: unknown,
  theirs: unknown,
  path: Difference['path'] = [],
): readonly Difference[] {
  if (isBranch(mine) && isBranch(theirs) && Array.isArray(mine) === Array.isArray(theirs))
    return keysOf(mine, theirs).flatMap((key) =>
      differences(valueAt(mine, key), valueAt(theirs, key), [
        ...path,
        Array.isArray(mine) ? Number(key) + 1 : key,
      ]),
    );
  if (mine === theirs) return [];
  return [
    {
      path,
      ...(mine !== undefined && { mine: asText(mine) }),
      ...(theirs !== undefined && { theirs: asText(theirs) }),
    },
  ];
}

type Branch = Readonly<Record<string, unknown>>;
const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;
const valueAt = (of: Branch, key: string): unknown => of[key];
const keysOf = (a: Branch, b: Branch): readonly string[] => [
  ...new Set([...Object.keys(a), ...Object.keys(b)]),
];

const asText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (!isBranch(value)) return String(value);
  return Object.values(value).map(asText).join(', ');
};
