import type { FastifyInstance } from 'fastify';

/** What a request does. */
export type Action = 'read' | 'write';

/** On what. `public` needs no session; everything else belongs to a clinic. */
export type Resource = 'public' | 'session' | 'patient' | 'visit' | 'drawing' | 'findings' | 'ranking';

/** The rule of a route. Each route declares one; who fulfils it is decided in one place. */
export interface AuthzRule {
  readonly action: Action;
  readonly resource: Resource;
}

/** A route as the router knows it, with its rule. */
export interface GuardedRoute {
  readonly method: string;
  readonly url: string;
  readonly authz: AuthzRule;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    authz?: AuthzRule;
  }
}

/**
 * Refuse to build an app that has a route without a rule, and list those it has. Call before any route is added:
 * the list grows with every route, including the HEAD routes that the framework adds by itself.
 */
export function guardRoutes(app: FastifyInstance): readonly GuardedRoute[] {
  const routes: GuardedRoute[] = [];
  app.addHook('onRoute', (route) => {
    const authz = route.config?.authz;
    if (authz === undefined) throw new Error(`${String(route.method)} ${route.url} declares no config.authz`);
    for (const method of [route.method].flat()) routes.push({ method, url: route.url, authz });
  });
  return routes;
}
