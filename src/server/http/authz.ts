import type { FastifyInstance } from 'fastify';
import type { Action, Resource } from '../authz/permissions.ts';

/** What the `:id` in a route's address names. */
export type Subject = 'patient' | 'visit' | 'none';

/** The rule of a route. Each route declares one; who fulfils it is decided in one place. */
export interface AuthzRule {
  readonly action: Action;
  readonly resource: Resource;
  /** Needed when the address has a parameter and does not itself say what it names. */
  readonly subject?: Subject;
}

/** A route as the router knows it, with its rule. */
export interface GuardedRoute {
  readonly method: string;
  readonly url: string;
  readonly authz: AuthzRule & { readonly subject: Subject };
}

declare module 'fastify' {
  interface FastifyContextConfig {
    authz?: AuthzRule;
  }
}

/** The `config` of a route that declares its rule. */
export const rule = (
  action: Action,
  resource: Resource,
  subject?: Subject,
): { readonly config: { readonly authz: AuthzRule } } => ({
  config: { authz: { action, resource, ...(subject === undefined ? {} : { subject }) } },
});

/**
 * Refuse to build an app that has a route without a rule, and list those it has. Call before any route is added:
 * the list grows with every route, including the HEAD routes that the framework adds by itself.
 */
export function guardRoutes(app: FastifyInstance): readonly GuardedRoute[] {
  const routes: GuardedRoute[] = [];
  app.addHook('onRoute', (route) => {
    const authz = route.config?.authz;
    if (authz === undefined) throw new Error(`${String(route.method)} ${route.url} declares no config.authz`);
    const subject = subjectOf(route.url, authz);
    for (const method of [route.method].flat())
      routes.push({ method, url: route.url, authz: { ...authz, subject } });
  });
  return routes;
}

/** Whose record an address names. Throws for an address that names something and does not say what. */
export function subjectOf(url: string, { resource, subject }: AuthzRule): Subject {
  if (subject !== undefined) return subject;
  if (/^\/api\/patients\/:id(\/|$)/.test(url)) return 'patient';
  if (/^\/api\/visits\/:id(\/|$)/.test(url)) return 'visit';
  if (url.includes(':') && resource !== 'public')
    throw new Error(`${url} names something: its config.authz must say what, in subject`);
  return 'none';
}
