import fastify from 'fastify';
import { expect, test } from 'vitest';
import { ROLES } from '../../src/core/episode.ts';
import { PERMISSIONS, RESOURCES, type Permission } from '../../src/server/authz/permissions.ts';
import { guardRoutes, rule } from '../../src/server/http/authz.ts';
import { readRoles, type Allowed } from './expected.ts';

test('a server with a route that declares no rule is not built (SR-60)', () => {
  const app = fastify();
  guardRoutes(app);
  expect(() => app.get('/api/forgotten', () => 'hello')).toThrow('/api/forgotten declares no config.authz');
});

test('an address that names something must say what it names (SR-60)', () => {
  const app = fastify();
  const routes = guardRoutes(app);
  expect(() => app.get('/api/things/:id', rule('read', 'chart'), () => 'x')).toThrow('/api/things/:id');
  app.get('/api/patients/:id/things', rule('read', 'chart'), () => 'x');
  app.get('/api/visits/:id', rule('read', 'chart'), () => 'x');
  app.get('/api/members/:id', rule('read', 'clinic', 'none'), () => 'x');
  expect(routes.map(({ method, url, authz }) => `${method} ${url} ${authz.subject}`)).toEqual([
    'GET /api/patients/:id/things patient',
    'HEAD /api/patients/:id/things patient',
    'GET /api/visits/:id visit',
    'HEAD /api/visits/:id visit',
    'GET /api/members/:id none',
    'HEAD /api/members/:id none',
  ]);
});

test('the table that the server asks is the table that people sign', () => {
  const signed = readRoles();
  const grants: Record<Allowed, string | undefined> = {
    yes: 'all',
    own: 'team',
    'own but never by emergency': 'team',
    no: undefined,
  };
  for (const [permission, row] of signed)
    for (const role of ROLES) {
      const cell = row.get(role);
      expect(cell, `${permission} as ${role}`).toBeDefined();
      expect(PERMISSIONS[role][permission as Permission], `${permission} as ${role}`).toBe(
        grants[cell ?? 'no'],
      );
    }
  const asked = ROLES.flatMap((role) => Object.keys(PERMISSIONS[role]));
  expect(asked.filter((permission) => !signed.has(permission))).toEqual([]);
  const resources = [...signed.keys()].map((key) => key.split(' ')[1]);
  expect(RESOURCES.filter((r) => r !== 'public' && !resources.includes(r))).toEqual([]);
});
