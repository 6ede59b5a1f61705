import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm';
import runtime from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import {
  modelInput,
  readContract,
  readOutput,
  type ModelError,
  type ModelInfo,
  type Segmentation,
  type TensorShape,
} from '../../../../imaging/model/segmentation.ts';
import { err, type Result } from '../../../../kit/result.ts';
import type { FromModel, ToModel } from './shared.ts';

// Runs the model that a clinic brings, on a thread of its own. The runtime comes from our own server; nothing else is
// fetched, and one thread is enough because the page has a second for the analysis.
env.wasm.numThreads = 1;
env.wasm.proxy = false;
env.wasm.wasmPaths = { wasm: new URL(runtime, self.location.href).href };
env.logLevel = 'error';

interface Opened {
  readonly session: InferenceSession;
  readonly info: ModelInfo;
}
let opened: Opened | undefined;

const reply = (message: FromModel, transfer: Transferable[] = []): void =>
  self.postMessage(message, { transfer });

self.addEventListener('message', ({ data }: MessageEvent<ToModel>) => {
  if (data.kind === 'open') void open(data.bytes).then((info) => reply({ kind: 'opened', info }));
  else
    void look(data).then((seen) => {
      const buffers = seen.ok ? [seen.value.labels.buffer, seen.value.confidence.buffer] : [];
      reply({ kind: 'seen', ticket: data.ticket, seen }, buffers as ArrayBuffer[]);
    });
});

async function open(bytes: Uint8Array): Promise<Result<ModelInfo, ModelError>> {
  let session: InferenceSession;
  try {
    session = await InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  } catch (thrown) {
    return err({ code: 'not-readable', expected: 'an ONNX model', got: said(thrown) });
  }
  const info = readContract(session.inputMetadata.map(shapeOf), session.outputMetadata.map(shapeOf));
  if (!info.ok) return info;
  // What a model says of itself is believed only after it has answered once.
  const { width, height } = info.value;
  const trial = await run({ session, info: info.value }, new Float32Array(width * height));
  if (!trial.ok) return trial;
  opened = { session, info: info.value };
  return info;
}

async function look({
  grey,
  width,
  height,
}: Extract<ToModel, { kind: 'look' }>): Promise<Result<Segmentation, ModelError>> {
  if (opened === undefined) throw new Error('the model was asked before it was opened');
  return run(opened, modelInput({ grey, width, height }, opened.info));
}

async function run(
  { session, info }: Opened,
  input: Float32Array,
): Promise<Result<Segmentation, ModelError>> {
  try {
    const tensor = new Tensor('float32', input, [1, 1, info.height, info.width]);
    const { data } = (await session.run({ [info.input]: tensor }))[info.output] ?? {};
    if (!(data instanceof Float32Array))
      return err({ code: 'contract', expected: '32-bit floats', got: typeof data });
    return readOutput(data, info);
  } catch (thrown) {
    return err({ code: 'stopped', expected: 'an answer', got: said(thrown) });
  }
}

type Metadata = InferenceSession['inputMetadata'][number];

const shapeOf = (value: Metadata): TensorShape =>
  value.isTensor
    ? { name: value.name, type: value.type, shape: value.shape }
    : { name: value.name, type: 'no tensor', shape: [] };

const said = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : 'something unreadable').replaceAll(/[^ -~]/g, '').slice(0, 120);
