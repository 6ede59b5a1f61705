import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ATTACHMENT_TYPES } from '../../core/imaging-item.ts';
import { isImagingOn } from '../../core/imaging-use.ts';
import { parseUuidv7 } from '../../kit/uuid.ts';
import type { Deps } from '../deps.ts';
import { attach, decideImaging } from '../record/imaging.ts';
import { rule } from './authz.ts';
import { callerOf, inClinic, Refused, sendRefusal } from './caller.ts';
import { parse } from './parse.ts';
import { oneOf } from './parts/shapes.ts';
import { PATIENT_ID, VISIT_PATH } from './shapes.ts';

const ID = z
  .string({ error: 'a UUID of version 7 in lower case' })
  .refine((v) => parseUuidv7(v) !== undefined, { error: 'a UUID of version 7 in lower case' });

const DECISION = z.strictObject(
  { isOn: z.boolean({ error: 'true or false' }), text: z.int({ error: 'the number of the text' }) },
  { error: 'an object' },
);

const ATTACHMENT = z.strictObject(
  {
    id: ID,
    patientId: PATIENT_ID,
    type: oneOf(ATTACHMENT_TYPES),
    data: z.string({ error: 'base 64' }),
  },
  { error: 'an object' },
);

/** The switch of the ultrasound workspace, and the pictures and clips that it files into visits. */
export function imagingRoutes(app: FastifyInstance, deps: Deps): void {
  // Everyone must know whether it is on, and who answers for that.
  app.get('/api/imaging', rule('read', 'self'), async (request) => {
    // Nothing about a patient, so no access to anybody's record is noted.
    const { clinic } = callerOf(request);
    const decision = await deps.store.transaction(clinic.id, (records) => records.imagingUse());
    return { isOn: isImagingOn(decision), ...(decision === undefined ? {} : { decision }) };
  });

  app.put('/api/imaging', rule('write', 'clinic'), async (request, reply) => {
    const body = parse(DECISION, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { actor, clinic } = callerOf(request);
    return inClinic(deps, request, async (records) => {
      const decision = await decideImaging({ records, actor, clinic, at: deps.now() }, body.value);
      if (!decision.ok) throw new Refused(decision.error);
      return { isOn: isImagingOn(decision.value), decision: decision.value };
    });
  });

  app.post('/api/visits/:id/attachments', rule('write', 'chart'), async (request, reply) => {
    const path = parse(VISIT_PATH, request.params);
    if (!path.ok) return sendRefusal(reply, path.error);
    const body = parse(ATTACHMENT, request.body);
    if (!body.ok) return sendRefusal(reply, body.error);
    const { actor, clinic } = callerOf(request);
    const { id, sha256, type, at, by } = await inClinic(deps, request, async (records) => {
      const kept = await attach({ records, actor, clinic, at: deps.now() }, path.value.id, body.value);
      if (!kept.ok) throw new Refused(kept.error);
      return kept.value;
    });
    return reply.code(201).send({ id, type, sha256, at, by });
  });

  // A list of one or none: what a visit does not have is no fault of the address.
  app.get('/api/visits/:id/attachments/:part', rule('read', 'chart'), async (request, reply) => {
    const { id, part } = request.params as { readonly id: string; readonly part: string };
    const path = parse(VISIT_PATH, { id });
    if (!path.ok) return sendRefusal(reply, path.error);
    const found = await inClinic(deps, request, async (records) =>
      parseUuidv7(part) === undefined ? undefined : records.attachment(path.value.id, part),
    );
    return { attachments: found === undefined ? [] : [found] };
  });
}
