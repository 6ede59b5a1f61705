import { createHmac } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Patient, ResearchRecord, ResearchVisit, Visit } from '../../core/episode.ts';
import type { Records } from '../../store/store.ts';
import type { Deps } from '../deps.ts';
import { rule } from './authz.ts';
import { callerOf, inClinic } from './caller.ts';

/** Ages from which a year of birth alone may tell who somebody is. */
const OLD = 89;
/** Milliseconds in a day. */
const DAY = 86_400_000;

/** Records for research: no name, no label, no date, no id that leads back. */
export function researchRoutes(app: FastifyInstance, deps: Deps): void {
  app.get('/api/research/records', rule('read', 'research'), async (request) => {
    const { clinic } = callerOf(request);
    const thisYear = Number(deps.now().slice(0, 4));
    const records = await inClinic(deps, request, async (kept) => {
      const all: ResearchRecord[] = [];
      for (const { patient } of await kept.patients())
        all.push(await stripped(kept, patient, { thisYear, clinic: clinic.id }));
      return all;
    });
    // In the order of their codes, which says nothing about who came when.
    return { records: records.sort((a, b) => (a.code < b.code ? -1 : 1)) };
  });
}

async function stripped(
  kept: Records,
  patient: Patient,
  { thisYear, clinic }: { readonly thisYear: number; readonly clinic: string },
): Promise<ResearchRecord> {
  const visits = [...(await kept.visitsOf(patient.id))].reverse();
  const first = visits[0];
  const seen: ResearchVisit[] = [];
  for (const visit of visits) seen.push(await strippedVisit(kept, visit, first ?? visit));
  const { birthYear } = patient;
  return {
    code: codeOf(clinic, patient.id),
    ...(birthYear === undefined || thisYear - birthYear > OLD ? {} : { birthYear }),
    ...(patient.synthetic === true ? { synthetic: true } : {}),
    visits: seen,
  };
}

async function strippedVisit(kept: Records, visit: Visit, first: Visit): Promise<ResearchVisit> {
  const drawing = await kept.latest('drawing', visit.id);
  const findings = await kept.latest('findings', visit.id);
  return {
    day: Math.round((Date.parse(visit.day) - Date.parse(first.day)) / DAY),
    ...(drawing === undefined ? {} : { regions: drawing.regions }),
    ...(drawing?.again === undefined ? {} : { again: drawing.again.regions }),
    ...(findings === undefined ? {} : { findings: findings.findings }),
    ...(findings?.answers === undefined ? {} : { answers: findings.answers }),
  };
}

/** A code that is the same each time and leads back only for who can list the clinic's ids. */
const codeOf = (clinic: string, patient: string): string =>
  createHmac('sha256', clinic).update(patient).digest('hex').slice(0, 20);
