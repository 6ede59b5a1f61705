/** What browsers with Trusted Types offer; the others go without, and without harm. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}

/**
 * Let scripts be loaded from our own built files and from nowhere else.
 *
 * The server forbids every way to make a script or markup out of text. The one that we need is a worker, whose address
 * is text: this allows those of our own origin. Markup has no rule, so it stays forbidden.
 */
export function trustOwnWorkers(): void {
  const types = (window as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
  types?.createPolicy('default', {
    createScriptURL(address) {
      const url = new URL(address, window.location.href);
      if (url.origin !== window.location.origin) throw new TypeError(`a script from ${url.origin}`);
      return url.href;
    },
  });
}
