import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { show, type Complaint } from '../../kit/complaint.ts';

/** Cost of one guess: 32 MiB of memory, three times. OWASP password storage cheat sheet, scrypt. */
const COST = { ln: 15, r: 8, p: 3 } as const;
const LENGTH = 32;

/** A salted digest that names its parameters: `$scrypt$ln=15,r=8,p=3$salt$digest`. */
export async function digestPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const digest = await derive(password, salt, COST);
  const { ln, r, p } = COST;
  return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${digest.toString('base64url')}`;
}

/**
 * Whether a password is the one of a digest. Without a digest it takes as long and is no: nobody can tell from the
 * time whether there is such an account.
 */
export async function isPassword(password: string, digest: string | undefined): Promise<boolean> {
  const match = FORM.exec(digest ?? NOBODY);
  if (match === null) throw new Error('a password digest of unknown form');
  const [, ln = '', r = '', p = '', salt = '', kept = ''] = match;
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const derived = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(derived, Buffer.from(kept, 'base64url')) && digest !== undefined;
}

const FORM = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;
/** A digest of nothing, with today's cost. */
const NOBODY = `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

function derive(
  password: string,
  salt: Buffer,
  { ln, r, p }: Record<'ln' | 'r' | 'p', number>,
): Promise<Buffer> {
  const N = 2 ** ln;
  return new Promise((resolve, reject) => {
    // The same password may be typed as different code points on different keyboards.
    scrypt(password.normalize('NFKC'), salt, LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** Shortest password. Length beats rules about signs (NIST SP 800-63B). */
export const PASSWORD_MIN = 12;
const PASSWORD_MAX = 128;

/** What is wrong with a new password; undefined when it will do. The password itself is never repeated. */
export function faultOf(password: string, login: string): Complaint | undefined {
  const at = 'password';
  // Code points, as NIST SP 800-63B counts them.
  const length = Array.from(password).length;
  if (length < PASSWORD_MIN || length > PASSWORD_MAX)
    return { at, expected: `${PASSWORD_MIN} to ${PASSWORD_MAX} characters`, got: show(length) };
  const plain = password.normalize('NFKC').toLowerCase();
  const name = login.split('@')[0] ?? login;
  if (new Set(plain).size < 5) return { at, expected: 'at least 5 different characters', got: 'fewer' };
  if ((name.length > 3 && plain.includes(name)) || plain.includes('tautband'))
    return { at, expected: 'a password without your own or our name', got: 'one with it' };
  return undefined;
}
